namespace Infra.Tests.Contracts;

/// <summary>API listing as lines grouped by type.</summary>
internal sealed class ApiText
{
    private readonly Dictionary<string, List<string>> members = new(StringComparer.Ordinal);

    public ApiText(IEnumerable<string> lines)
    {
        List<string> current = [];
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                current.Add(line);
            }
            else
            {
                members.Add(line, current = []);
            }
        }
    }

    /// <summary>Header lines of the types, in order.</summary>
    public IEnumerable<string> Types => members.Keys;

    /// <summary>Lists the lines that another listing lacks, each member with its type.</summary>
    public IReadOnlyList<string> Beyond(ApiText other)
    {
        var beyond = new List<string>();
        foreach (var (type, lines) in members)
        {
            if (other.members.TryGetValue(type, out var known))
            {
                beyond.AddRange(lines.Except(known, StringComparer.Ordinal).Select(line => $"{type}\n{line}"));
            }
            else
            {
                beyond.Add(type);
            }
        }

        return beyond;
    }

    /// <summary>Selects the lines of the given types.</summary>
    public IEnumerable<string> Restricted(ApiText other) =>
        members.Where(m => other.members.ContainsKey(m.Key)).SelectMany(m => m.Value.Prepend(m.Key));
}
