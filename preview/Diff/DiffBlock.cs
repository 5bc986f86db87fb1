namespace Infra.Preview.Diff;

/// <summary>Part of an outline: one step, or several that are alike.</summary>
/// <param name="Kind">Kind of the steps.</param>
/// <param name="Title">Name of the resource, or the number of the resources.</param>
/// <param name="Aside">Kind of the resource, its component, and why the step is taken.</param>
/// <param name="Lines">Changed properties.</param>
/// <param name="Steps">Number of the steps that are shown here in full.</param>
public sealed record DiffBlock(StepKind Kind, string Title, string Aside, IReadOnlyList<TextLine> Lines, int Steps);
