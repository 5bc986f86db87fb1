using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>Findings about the inputs of one resource that their plain values do not show.</summary>
internal sealed class InputFindings
{
    /// <summary>Resources whose outputs flow into an input, by its top-level name.</summary>
    public Dictionary<string, HashSet<Resource>> Dependencies { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths of secret values; for a secret map, the paths inside it whose key is not known to be public.</summary>
    public List<string[]> Secrets { get; } = [];

    /// <summary>Paths of maps that are secret as a whole; their keys may be shown.</summary>
    public List<string[]> SecretMaps { get; } = [];

    /// <summary>Paths of values that are unknown before the real run.</summary>
    public List<string[]> Unknown { get; } = [];

    /// <summary>Adds a resource whose output flows into an input.</summary>
    public void AddDependency(string input, Resource source)
    {
        if (!Dependencies.TryGetValue(input, out var sources))
        {
            Dependencies.Add(input, sources = []);
        }
        sources.Add(source);
    }

    /// <summary>Adds a value without nested values that is inside a secret map.</summary>
    public void AddLeaf(List<string> path, object value, SecretMask mask)
    {
        if (ProviderFacts.IsPlainKey(path[^1]))
        {
            return;
        }
        Secrets.Add([.. path]);
        if (value is string text)
        {
            mask.Learn(text);
        }
    }
}
