using Pulumi;

namespace Infra.Hosts;

/// <summary>Inputs of a <see cref="NodePool"/>.</summary>
public sealed record NodePoolArgs
{
    /// <summary>The subnet that the nodes attach to.</summary>
    public required Input<string> SubnetId { get; init; }

    /// <summary>The firewall in front of every node.</summary>
    public required Input<int> FirewallId { get; init; }
}
