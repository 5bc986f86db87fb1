using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A registration or read as it reaches the mocks.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// The inputs by wire name, plain: string, bool, double, immutable arrays and dictionaries, assets, resources. Secrets are unwrapped,
    /// nulls are omitted, and a property that is or contains an unknown is omitted as a whole.
    /// </summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider as "urn::id"; empty for the default one.</summary>
    public string? Provider { get; set; }

    /// <summary>The id to read or import; otherwise empty.</summary>
    public string? Id { get; set; }
}
