namespace Infra.Model;

/// <summary>Installation and configuration of k3s; the same on every server.</summary>
public sealed record K3sSpec
{
    /// <summary>
    /// Pinned k3s release. Defaults to <c>v1.34.6+k3s1</c> (source: 003). Changing it upgrades in place, one server at a time.
    /// </summary>
    [K3sVersion]
    public string Version { get; init; } = "v1.34.6+k3s1";

    /// <summary>Download locations and checksums of the release's files.</summary>
    public K3sArtifactsSpec Artifacts { get; init; } = new();

    /// <summary>
    /// Bundled components that are not installed. Defaults to <c>servicelb</c> (source: 003); traefik, local-storage, metrics-server and
    /// coredns are installed.
    /// </summary>
    [BundledPart]
    public IReadOnlyList<string> Disable { get; init; } = ["servicelb"];

    /// <summary>Flannel backend of the pod network. Defaults to <see cref="FlannelBackend.Vxlan"/> (source: 003).</summary>
    public FlannelBackend FlannelBackend { get; init; }

    /// <summary>Address range of the pods. Defaults to <c>10.42.0.0/16</c> (k3s). Cannot be changed after the cluster is created.</summary>
    [Ipv4Range]
    public Cidr ClusterCidr { get; init; } = Cidr.Parse("10.42.0.0/16");

    /// <summary>
    /// Prefix length of each node's part of <see cref="ClusterCidr"/>; the default of k3s is 24. Defaults to 21: at most 32 nodes, and
    /// therefore at most 32 ranges in every network policy that admits Traefik (chosen here). Cannot be changed after the cluster is
    /// created.
    /// </summary>
    [Range(8, 24)]
    public int NodePrefix { get; init; } = 21;

    /// <summary>
    /// Address range of the services. Defaults to <c>10.43.0.0/16</c> (k3s). Cannot be changed after the cluster is created.
    /// </summary>
    [Ipv4Range(12, 24)]
    public Cidr ServiceCidr { get; init; } = Cidr.Parse("10.43.0.0/16");

    /// <summary>IP address of the cluster's DNS, in <see cref="ServiceCidr"/>. Defaults to <c>10.43.0.10</c> (k3s).</summary>
    public Ipv4 ClusterDns { get; init; } = Ipv4.Parse("10.43.0.10");

    /// <summary>Additional names and addresses in the API certificate; those of every node and the domain are always included.</summary>
    [HostAddress]
    public IReadOnlyList<string> TlsSans { get; init; } = [];

    /// <summary>
    /// Address of the API server for Pulumi and the kubeconfig, on port 6443: a DNS name with the addresses of all servers, or that of a
    /// load balancer. In the API certificate; setting it restarts the servers one by one. Null (default) for the address of the first
    /// server that answers when a run begins, so that the loss of any one server stops no run.
    /// </summary>
    [HostAddress]
    public string? ApiEndpoint { get; init; }

    /// <summary>Whether secrets are encrypted in etcd. Defaults to true. Set it before the first start.</summary>
    public bool SecretsEncryption { get; init; } = true;

    /// <summary>
    /// Whether the kubelet refuses to start when kernel settings differ from its own. Defaults to true; the program sets the nodes' sysctls
    /// first.
    /// </summary>
    public bool ProtectKernelDefaults { get; init; } = true;

    /// <summary>
    /// Time without a heartbeat after which a node is not ready; 8 s to 5 m. Defaults to 16 s, with heartbeats every 4 s, so that database
    /// servers fail over from a lost node in under 30 s (chosen here; Kubernetes: 50 s and 10 s; Kubespray's "fast update and fast
    /// reaction": 20 s and 4 s, <c>docs/kubernetes-reliability.md</c> there). A node that stalls for this time, or whose k3s takes longer
    /// to restart (a server about 25 s), is removed from the services, and a database primary on it fails over; its pods are evicted only
    /// 300 s later. Use a longer time for distant nodes, slow disks or high CPU load, or 60 s if no planned restart may move a primary.
    /// </summary>
    [DurationRange(NodeSilence.Shortest, NodeSilence.Longest)]
    public Duration NodeGracePeriod { get; init; } = Duration.Parse("16s");

    /// <summary>Audit log of the API server. Defaults to on, 30 days, 10 files of 100 MB (k3s hardening guide).</summary>
    public AuditLogSpec AuditLog { get; init; } = new();

    /// <summary>Additional <c>key=value</c> arguments of the kubelet.</summary>
    [Argument(KubernetesComponent.Kubelet)]
    public IReadOnlyList<string> KubeletArgs { get; init; } = [];

    /// <summary>Additional <c>key=value</c> arguments of the API server.</summary>
    [Argument(KubernetesComponent.ApiServer)]
    public IReadOnlyList<string> ApiServerArgs { get; init; } = [];

    /// <summary>Additional <c>key=value</c> arguments of the controller manager.</summary>
    [Argument(KubernetesComponent.ControllerManager)]
    public IReadOnlyList<string> ControllerManagerArgs { get; init; } = [];

    /// <summary>Whether etcd serves its metrics on the private address. Defaults to true.</summary>
    public bool EtcdExposeMetrics { get; init; } = true;

    /// <summary>
    /// Generation of the tokens with which nodes join. Defaults to 1. Increasing it creates new tokens, activates them and updates the
    /// nodes one by one. Earlier tokens stay in the stack's state, because older snapshots need them.
    /// </summary>
    [Range(1)]
    public int TokenGeneration { get; init; } = 1;

    /// <summary>
    /// Generation of all certificates and keys except the certificate authorities. Defaults to 1. Increasing it renews them, one server at
    /// a time, and the kubeconfig. k3s itself renews certificates close to their expiry at each start.
    /// </summary>
    [Range(1)]
    public int CertificateGeneration { get; init; } = 1;

    /// <summary>Scheduled etcd snapshots.</summary>
    public EtcdSnapshotsSpec EtcdSnapshots { get; init; } = new();

    /// <summary>
    /// Whether a service may have an address: it is inside <see cref="ServiceCidr"/>, and neither its first nor its last address nor the
    /// second, which the service of the API server has.
    /// </summary>
    /// <param name="address">The address.</param>
    public bool IsForService(Ipv4 address) => ServiceCidr.IsFree(address);
}
