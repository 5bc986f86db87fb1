namespace Infra.Model;

/// <summary>One node.</summary>
public sealed record NodeSpec : INamed
{
    /// <summary>The node's name in the cluster. Changing it makes another node.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Server (control plane and etcd) or agent.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>Hetzner server type. Defaults to <c>cx33</c> (4 vCPU, 8 GB, 80 GB disk; source: 003). Changing it resizes in place. Unused for existing hosts.</summary>
    [HetznerServerType]
    public string ServerType { get; init; } = "cx33";

    /// <summary>Fixed address in the private network, or the LAN address of an existing host. Changing it re-joins the node.</summary>
    public required Ipv4 PrivateIp { get; init; }

    /// <summary>
    /// Address or name of an existing host: for SSH, and for the API in the kubeconfig. May be the private one. Null for Hetzner
    /// servers, whose public address is known when they exist.
    /// </summary>
    [HostAddress]
    public string? Address { get; init; }

    /// <summary>
    /// Public SSH host key of an existing host, as in its <c>/etc/ssh/ssh_host_ecdsa_key.pub</c>, pinned in every session; a new key
    /// makes another machine of it. Where a host has several, give the ECDSA one: Go's SSH client, which the provider uses,
    /// asks for it first, and for Ed25519 last. Hetzner servers get a generated one.
    /// </summary>
    [SshHostKey]
    public string? HostKey { get; init; }

    /// <summary>SSH port of an existing host. Defaults to 22, where the sshd of Hetzner servers listens.</summary>
    [Port]
    public int SshPort { get; init; } = 22;

    /// <summary>SSH user of this node where it differs from the cluster's.</summary>
    [UserName]
    public string? SshUser { get; init; }

    /// <summary>Hetzner location of this node where it differs from the cluster's. Changing it replaces the server.</summary>
    [HetznerLocation]
    public string? Location { get; init; }

    /// <summary>Node labels, e.g. <c>node.role: database</c>.</summary>
    [NodeLabels]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Node taints, merged by name.</summary>
    public IReadOnlyList<TaintSpec> Taints { get; init; } = [];

    /// <summary>The node has all of these labels.</summary>
    public bool HasLabels(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in labels)
        {
            if (!Labels.TryGetValue(key, out var found) || found != value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A pod of an app or a database may run on the node: it asks for labels that the node has, and tolerates no taint but perhaps the control plane's.</summary>
    /// <param name="labels">The labels the pod asks for.</param>
    /// <param name="controlPlane">It tolerates the control plane's taint.</param>
    public bool Takes(IReadOnlyDictionary<string, string> labels, bool controlPlane = false)
    {
        foreach (var taint in Taints)
        {
            if (taint.Effect != TaintEffect.PreferNoSchedule && !(controlPlane && taint.Name == TaintSpec.ControlPlane))
            {
                return false;
            }
        }

        return HasLabels(labels);
    }
}
