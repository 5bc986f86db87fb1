using Infra.Model;

namespace Infra.Compose;

/// <summary>A port of a Docker host with who listens on it, as described.</summary>
/// <param name="Port">The port.</param>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Address">The address of the host; null for all of them.</param>
/// <param name="Owner">Who listens, as the subject of a sentence.</param>
public sealed record HostPort(int Port, PortProtocol Protocol, Ipv4? Address, string Owner)
{
    private static readonly Ipv4 Everywhere = Ipv4.Parse("0.0.0.0");

    /// <summary>The service that has the port; null (default) for one of the host, of its agents or of the cluster's node.</summary>
    public PlannedService? Service { get; init; }

    /// <summary>The record that describes the port; null (default) for none.</summary>
    public object? Record { get; init; }

    /// <summary>The setting of the record. Defaults to <c>port</c>.</summary>
    public string Setting { get; init; } = "port";

    /// <summary>Whether two cannot be in use at the same time.</summary>
    /// <param name="other">Another port of the same host.</param>
    public bool Excludes(HostPort other) => Port == other.Port
        && Protocol == other.Protocol
        && (IsEverywhere(Address) || IsEverywhere(other.Address) || Address == other.Address);

    private static bool IsEverywhere(Ipv4? address) => address is null || address == Everywhere;
}
