namespace Infra.Model;

/// <summary>A host that runs Docker Compose.</summary>
public sealed record ComposeHostSpec : INamed
{
    /// <summary>The host's name; pods reach its services as <c>&lt;service&gt;</c> in their own namespace.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Address for SSH and for the cluster's traffic.</summary>
    [HostAddress]
    public required string Address { get; init; }

    /// <summary>Public SSH host key, pinned; null when the program does not manage the host.</summary>
    [SshHostKey]
    public string? HostKey { get; init; }

    /// <summary>SSH user. Defaults to <c>root</c>.</summary>
    [UserName]
    public string SshUser { get; init; } = "root";

    /// <summary>Brings services up and down over SSH; false only routes to it. Defaults to false.</summary>
    public bool Managed { get; init; }

    /// <summary>Folder of the compose projects. Defaults to <c>/opt/compose</c>.</summary>
    [AbsolutePath]
    public string Directory { get; init; } = "/opt/compose";

    /// <summary>Address of the Docker bridge, for a cluster on the same host; null (default) when it is not.</summary>
    public Ipv4? BridgeAddress { get; init; }

    /// <summary>Ports in use on the host, checked against node ports.</summary>
    [Port]
    public IReadOnlyList<int> PortsInUse { get; init; } = [];
}
