using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A call as it reaches the mocks.</summary>
public class MockCallArgs
{
    /// <summary>The function's token.</summary>
    public string? Token { get; set; }

    /// <summary>The arguments by wire name, plain as in <see cref="MockResourceArgs.Inputs"/>.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary>The provider as "urn::id"; empty for the default one.</summary>
    public string? Provider { get; set; }
}
