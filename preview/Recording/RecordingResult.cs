using Infra.Preview.Graph;

namespace Infra.Preview.Recording;

/// <summary>Result of a recorded run: a graph, or the problems that prevented it.</summary>
/// <param name="Graph">The graph; null when there are problems.</param>
/// <param name="Problems">One text a problem, in ordinal order, without stack traces.</param>
public sealed record RecordingResult(PlanGraph? Graph, IReadOnlyList<string> Problems)
{
    /// <summary>Number of values visited, a measure of the work.</summary>
    internal long Visited { get; init; }
}
