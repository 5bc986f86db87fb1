namespace Infra.Model;

/// <summary>A port that a Docker host publishes for a service.</summary>
public sealed record ComposePortSpec
{
    /// <summary>Port of the host.</summary>
    [Port]
    public required int Port { get; init; }

    /// <summary>Port that the container listens on. Defaults to <see cref="Port"/>.</summary>
    [Port]
    public int? Target { get; init; }

    /// <summary>Protocol. Defaults to <see cref="PortProtocol.Tcp"/>.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>Address of the host at which the port is published; null (default) for all of them.</summary>
    public Ipv4? Address { get; init; }

    /// <summary>
    /// Names of the ranges that may connect, beside the cluster's nodes and pods and the Docker hosts; empty for these alone. Null
    /// (default) for those of the service.
    /// </summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string>? From { get; init; }
}
