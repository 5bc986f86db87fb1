using Infra.Model;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="Network"/>.</summary>
public sealed record NetworkArgs
{
    /// <summary>The network as described.</summary>
    public required NetworkSpec Spec { get; init; }

    /// <summary>Its name at Hetzner.</summary>
    public required string PhysicalName { get; init; }

    /// <summary>Labels of everything in it.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Refuses deletion, here and at Hetzner.</summary>
    public bool Protect { get; init; }
}
