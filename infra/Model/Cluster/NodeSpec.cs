namespace Infra.Model;

/// <summary>A node of the cluster.</summary>
[AllOrNone(nameof(Cpu), nameof(Memory))]
public sealed record NodeSpec : INamed
{
    /// <summary>Name of the node in the cluster. Changing it creates another node.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Role of the node: server (control plane and etcd) or agent.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>
    /// Hetzner server type, one that Hetzner sells in the location. Defaults to <c>cx33</c> (4 vCPU, 8 GB, 80 GB disk; source: 003).
    /// Changing it resizes the server in place: one node per run, with the steps of <c>docs/runbooks/resize-a-server.md</c>. Not used for
    /// existing hosts.
    /// </summary>
    [HetznerServerType]
    public string ServerType { get; init; } = "cx33";

    /// <summary>
    /// Whether to accept any <see cref="ServerType"/>, also one that Hetzner no longer sells (the server exists already) or that is newer
    /// than this program's list. The capacity of unknown types is not checked. Defaults to false.
    /// </summary>
    public bool ServerTypeUnlisted { get; init; }

    /// <summary>
    /// Cores that the cluster may use of an existing host, or of a server of a type that this program does not know: all of them without
    /// those that other software on it, such as Docker, needs. Null (default) for those of <see cref="ServerType"/>; for an existing host
    /// nothing then checks whether the pods fit.
    /// </summary>
    [Cpu]
    [Positive]
    public Quantity? Cpu { get; init; }

    /// <summary>Memory that the cluster may use of the node; see <see cref="Cpu"/>.</summary>
    [Memory]
    [Positive]
    public Quantity? Memory { get; init; }

    /// <summary>
    /// Placement group of the server; Hetzner runs the servers of a group on different physical hosts, at most 10 per group. Defaults to
    /// <c>spread</c>. Changing it needs the server to be off: one node per run, with the steps of <c>docs/runbooks/resize-a-server.md</c>.
    /// Not used for existing hosts.
    /// </summary>
    [ObjectName(40)]
    public string PlacementGroup { get; init; } = "spread";

    /// <summary>Fixed address in the private network, or the LAN address of an existing host. Changing it joins the node again.</summary>
    public required Ipv4 PrivateIp { get; init; }

    /// <summary>
    /// Address or name of an existing host, for SSH and for the API in the kubeconfig. May be the private address. Null for Hetzner
    /// servers, whose public address is assigned at creation.
    /// </summary>
    [HostAddress]
    public string? Address { get; init; }

    /// <summary>
    /// Public SSH host key of an existing host, as in its <c>/etc/ssh/ssh_host_ecdsa_key.pub</c>, pinned in every session. Changing it
    /// makes the host count as another machine. If a host has several keys, use the ECDSA key: the Go SSH client of the provider requests
    /// it first, and Ed25519 last. Hetzner servers get a generated key.
    /// </summary>
    [SshHostKey]
    public string? HostKey { get; init; }

    /// <summary>SSH port of an existing host. Defaults to 22, where the sshd of Hetzner servers listens.</summary>
    [Port]
    public int SshPort { get; init; } = 22;

    /// <summary>SSH user of this node, if different from the cluster's.</summary>
    [UserName]
    public string? SshUser { get; init; }

    /// <summary>
    /// Hetzner location of this node, if different from the cluster's. It cannot be changed: addresses and disks stay in their location.
    /// Add a node with another name there, then remove this one.
    /// </summary>
    [HetznerLocation]
    public string? Location { get; init; }

    /// <summary>Node labels, e.g. <c>node.role: database</c>.</summary>
    [NodeLabels]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Node taints, merged by key.</summary>
    public IReadOnlyList<TaintSpec> Taints { get; init; } = [];

    /// <summary>Whether the node has all of the labels.</summary>
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

    /// <summary>
    /// Whether a pod of an app or a database may run on the node: the node has the labels that the pod asks for, and no taint except one of
    /// the control plane that the pod tolerates.
    /// </summary>
    /// <param name="labels">The labels the pod asks for.</param>
    /// <param name="controlPlane">Whether the pod tolerates the control plane's taint.</param>
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
