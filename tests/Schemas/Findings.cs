namespace Infra.Tests.Schemas;

/// <summary>What is wrong with one thing: where, and what the API server or the chart would say.</summary>
internal sealed class Findings
{
    private readonly SortedSet<string> _all = new(StringComparer.Ordinal);

    /// <summary>One line each, <c>path: what is wrong</c>, in ordinal order.</summary>
    public IReadOnlyCollection<string> All => _all;

    /// <summary>Adds one.</summary>
    public void Add(string path, string wrong) => _all.Add($"{path}: {wrong}");

    /// <summary>Adds one where something does not hold.</summary>
    public void Unless(bool holds, string path, string wrong)
    {
        if (!holds)
        {
            Add(path, wrong);
        }
    }
}
