using Infra.Preview.Graph;

namespace Infra.Preview.Recording;

/// <summary>What a recorded run gave: a graph, or the problems that stand in its way.</summary>
/// <param name="Graph">The graph; null when there are problems.</param>
/// <param name="Problems">One text a problem, in ordinal order, without stack traces.</param>
public sealed record RecordingResult(PlanGraph? Graph, IReadOnlyList<string> Problems)
{
    /// <summary>How many values were looked at, a measure of the work.</summary>
    internal long Visited { get; init; }
}
