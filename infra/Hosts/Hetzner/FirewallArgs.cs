using Infra.Model;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="Firewall"/>.</summary>
public sealed record FirewallArgs
{
    /// <summary>The firewall as described.</summary>
    public required FirewallSpec Spec { get; init; }

    /// <summary>Who may be in front of the web ports, and which those are.</summary>
    public required IngressSpec Ingress { get; init; }

    /// <summary>Its name at Hetzner.</summary>
    public required string PhysicalName { get; init; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }
}
