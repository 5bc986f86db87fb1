using Pulumi;

namespace Infra.Preview.Recording;

/// <summary>Findings about the inputs of one resource that their plain values do not show.</summary>
internal sealed class InputFindings
{
    /// <summary>The resources whose outputs flow into the inputs.</summary>
    public HashSet<Resource> Dependencies { get; } = [];

    /// <summary>Paths of secret values; of a secret map those inside it whose key is not known to be plain.</summary>
    public List<string[]> Secrets { get; } = [];

    /// <summary>Paths of maps that are one secret: their keys may be seen.</summary>
    public List<string[]> SecretMaps { get; } = [];

    /// <summary>Paths of values that are not known before the real run.</summary>
    public List<string[]> Unknown { get; } = [];

    /// <summary>Adds a value inside a map that is one secret, with nothing inside itself.</summary>
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
