using Infra.Preview.Diff;

namespace Infra.Preview.Phases;

/// <summary>Number of like operations on resources of one type.</summary>
/// <param name="Kind">Operation.</param>
/// <param name="Type">Type token.</param>
/// <param name="Count">Number of resources.</param>
public sealed record FoldedSteps(StepKind Kind, string Type, int Count);
