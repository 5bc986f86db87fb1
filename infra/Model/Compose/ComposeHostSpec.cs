namespace Infra.Model;

/// <summary>A host that runs Docker Compose.</summary>
[RequiredWhen(nameof(HostKey), nameof(Managed), "True")]
public sealed record ComposeHostSpec : INamed
{
    /// <summary>Name of the host.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Address of the host, for SSH and for traffic from the cluster.</summary>
    [HostAddress]
    public required string Address { get; init; }

    /// <summary>
    /// Public SSH host key, pinned; null (default) when the program opens no session to the host. Required where <see cref="Managed"/> is
    /// true, and for a host from which data is moved.
    /// </summary>
    [SshHostKey]
    public string? HostKey { get; init; }

    /// <summary>SSH user; a user other than root becomes root by sudo. Defaults to <c>root</c>.</summary>
    [UserName]
    public string SshUser { get; init; } = "root";

    /// <summary>Port of SSH. Defaults to 22.</summary>
    [Port]
    public int SshPort { get; init; } = 22;

    /// <summary>
    /// Whether the program installs Docker Engine and starts and stops the described services over SSH; false (default) only routes traffic
    /// to the host.
    /// </summary>
    public bool Managed { get; init; }

    /// <summary>Docker Engine of a managed host.</summary>
    public DockerEngineSpec Engine { get; init; } = new();

    /// <summary>
    /// Whether a managed host closes the ports of the monitoring agents to all but the cluster and the Docker hosts, and published ports
    /// with <c>from</c> to all but these and the named ranges. SSH and other ports are not affected. Defaults to true; false removes it.
    /// </summary>
    public bool Firewall { get; init; } = true;

    /// <summary>
    /// Names of the ranges from which the cluster's nodes reach the host, where their addresses are not described: the public addresses of
    /// Hetzner servers. They may connect to every port that <see cref="Firewall"/> limits. Defaults to none.
    /// </summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> ClusterFrom { get; init; } = [];

    /// <summary>
    /// Folder of the Compose projects, one folder each, for root alone. Another folder moves the files, and never a volume. Defaults to
    /// <c>/opt/compose</c>.
    /// </summary>
    [AbsolutePath]
    public string Directory { get; init; } = "/opt/compose";

    /// <summary>Address of the Docker bridge when the cluster runs on the same host; null (default) when it does not.</summary>
    public Ipv4? BridgeAddress { get; init; }

    /// <summary>Ports in use on the host by what is not described, checked for conflicts with node ports and published ports.</summary>
    [Port]
    public IReadOnlyList<int> PortsInUse { get; init; } = [];

    /// <summary>
    /// Memory of the machine; null (default) when it is not compared with what its services, and the cluster's node on the same machine,
    /// may use together.
    /// </summary>
    [Memory]
    [Positive]
    public Quantity? Memory { get; init; }

    /// <summary>Address at which the cluster reaches the host; null for a name in DNS.</summary>
    public Ipv4? ClusterAddress() => BridgeAddress ?? (Ipv4.TryParse(Address, out var address) ? address : null);
}
