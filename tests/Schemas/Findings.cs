namespace Infra.Tests.Schemas;

/// <summary>Errors in one object: the path, and the message of the API server or the chart.</summary>
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
