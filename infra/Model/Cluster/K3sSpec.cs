namespace Infra.Model;

/// <summary>How k3s is installed and configured; the same on every server.</summary>
public sealed record K3sSpec
{
    /// <summary>The pinned release. Defaults to <c>v1.34.6+k3s1</c> (source: 003). Changing it upgrades in place, one server at a time.</summary>
    [K3sVersion]
    public string Version { get; init; } = "v1.34.6+k3s1";

    /// <summary>Where the release's files come from and what they must hash to.</summary>
    public K3sArtifactsSpec Artifacts { get; init; } = new();

    /// <summary>Bundled parts left out. Defaults to <c>servicelb</c> (source: 003); traefik, local-storage, metrics-server and coredns stay.</summary>
    [BundledPart]
    public IReadOnlyList<string> Disable { get; init; } = ["servicelb"];

    /// <summary>The overlay. Defaults to <see cref="FlannelBackend.Vxlan"/> (source: 003).</summary>
    public FlannelBackend FlannelBackend { get; init; }

    /// <summary>Pod addresses. Defaults to <c>10.42.0.0/16</c> (k3s). Fixed for the life of a cluster.</summary>
    [Ipv4Range]
    public Cidr ClusterCidr { get; init; } = Cidr.Parse("10.42.0.0/16");

    /// <summary>
    /// Length of the prefix of each node's share of <see cref="ClusterCidr"/>; k3s's own is 24. Defaults to 21: at most 32
    /// nodes, and as many addresses in every network policy that lets Traefik in (chosen here). Fixed for the life of a cluster.
    /// </summary>
    [Range(8, 24)]
    public int NodePrefix { get; init; } = 21;

    /// <summary>Service addresses. Defaults to <c>10.43.0.0/16</c> (k3s). Fixed for the life of a cluster.</summary>
    [Ipv4Range]
    public Cidr ServiceCidr { get; init; } = Cidr.Parse("10.43.0.0/16");

    /// <summary>Address of the cluster's DNS, inside <see cref="ServiceCidr"/>. Defaults to <c>10.43.0.10</c> (k3s).</summary>
    public Ipv4 ClusterDns { get; init; } = Ipv4.Parse("10.43.0.10");

    /// <summary>Further names and addresses in the API certificate; every node and the domain are always in it.</summary>
    [HostAddress]
    public IReadOnlyList<string> TlsSans { get; init; } = [];

    /// <summary>Encrypts secrets in etcd. Defaults to true; decide before the first start.</summary>
    public bool SecretsEncryption { get; init; } = true;

    /// <summary>Refuses to start when the kernel's settings differ from the kubelet's. Defaults to true; the nodes' sysctls are set before.</summary>
    public bool ProtectKernelDefaults { get; init; } = true;

    /// <summary>
    /// How long a node may be silent before it is called not ready; 8 s to 5 m. Defaults to 16 s, with heartbeats every 4 s, so that
    /// database servers fail over from a lost node in under 30 s (chosen here; Kubernetes: 50 s and 10 s; Kubespray's "fast update and
    /// fast reaction": 20 s and 4 s, <c>docs/kubernetes-reliability.md</c> there). The price: a node that stalls as long, or whose
    /// k3s takes longer to restart, loses its pods from the services, and a database's primary on it fails over; they are evicted
    /// only after 300 s more. Nodes far apart, slow disks or full processors want a longer one.
    /// </summary>
    [DurationRange(NodeSilence.Shortest, NodeSilence.Longest)]
    public Duration NodeGracePeriod { get; init; } = Duration.Parse("16s");

    /// <summary>API audit log. Defaults to on, 30 days, 10 files of 100 MB (k3s hardening guide).</summary>
    public AuditLogSpec AuditLog { get; init; } = new();

    /// <summary>Further <c>key=value</c> arguments of the kubelet.</summary>
    [Argument("config", "node-status-update-frequency")]
    public IReadOnlyList<string> KubeletArgs { get; init; } = [];

    /// <summary>Further <c>key=value</c> arguments of the API server.</summary>
    [Argument]
    public IReadOnlyList<string> ApiServerArgs { get; init; } = [];

    /// <summary>Further <c>key=value</c> arguments of the controller manager.</summary>
    [Argument("node-monitor-grace-period", "node-monitor-period")]
    public IReadOnlyList<string> ControllerManagerArgs { get; init; } = [];

    /// <summary>Serves etcd's metrics on the private address. Defaults to true.</summary>
    public bool EtcdExposeMetrics { get; init; } = true;

    /// <summary>
    /// Counts the tokens with which nodes join. Defaults to 1; one more makes new tokens, puts them in force and rolls the nodes.
    /// Former tokens stay in the stack's state: snapshots of their time need them.
    /// </summary>
    [Range(1)]
    public int TokenGeneration { get; init; } = 1;

    /// <summary>
    /// Counts the renewals of all certificates and their keys, the authorities' excepted. Defaults to 1; one more renews them, one
    /// server after the other, and the kubeconfig. What only nears its end k3s renews at each start by itself.
    /// </summary>
    [Range(1)]
    public int CertificateGeneration { get; init; } = 1;

    /// <summary>Scheduled etcd snapshots.</summary>
    public EtcdSnapshotsSpec EtcdSnapshots { get; init; } = new();
}
