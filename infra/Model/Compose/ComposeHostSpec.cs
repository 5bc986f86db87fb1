namespace Infra.Model;

/// <summary>A host that runs Docker Compose.</summary>
[NotBuiltYet(ConnectionsAllowed = true)]
public sealed record ComposeHostSpec : INamed
{
    /// <summary>Name of the host; pods reach its services as <c>&lt;service&gt;</c> in their own namespace.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Address of the host, for SSH and for traffic from the cluster.</summary>
    [HostAddress]
    public required string Address { get; init; }

    /// <summary>Public SSH host key, pinned; null (default) when the program does not manage the host.</summary>
    [SshHostKey]
    public string? HostKey { get; init; }

    /// <summary>SSH user. Defaults to <c>root</c>.</summary>
    [UserName]
    public string SshUser { get; init; } = "root";

    /// <summary>
    /// Whether the program starts and stops the services over SSH; false only routes traffic to the host. Defaults to false.
    /// </summary>
    public bool Managed { get; init; }

    /// <summary>Folder of the Compose projects. Defaults to <c>/opt/compose</c>.</summary>
    [AbsolutePath]
    public string Directory { get; init; } = "/opt/compose";

    /// <summary>Address of the Docker bridge when the cluster runs on the same host; null (default) when it does not.</summary>
    public Ipv4? BridgeAddress { get; init; }

    /// <summary>Ports in use on the host, checked for conflicts with node ports.</summary>
    [Port]
    public IReadOnlyList<int> PortsInUse { get; init; } = [];
}
