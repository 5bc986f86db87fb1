namespace Infra.Migration;

/// <summary>The question of a check about one criterion.</summary>
/// <param name="Text">The question, as a text for people.</param>
/// <param name="Required">The answer that is required, as a text for people.</param>
/// <param name="Arguments">Arguments of the check's function in the script; none of them is empty or has a tab or a line break.</param>
public sealed record CheckQuestion(string Text, string Required, params IReadOnlyList<string> Arguments)
{
    /// <summary>Script with further functions, as <see cref="Cluster.NodeStep"/> names it. Null (default) for none.</summary>
    public string? Library { get; init; }
}
