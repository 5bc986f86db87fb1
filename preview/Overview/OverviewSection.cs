namespace Infra.Preview.Overview;

/// <summary>Section of an overview: a table, or a list of words.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Rows">Rows with as many cells each; of a list, rows of one cell.</param>
public sealed record OverviewSection(string Title, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Whether the rows are the words of one list, and not lines of their own.</summary>
    public bool IsList { get; init; }
}
