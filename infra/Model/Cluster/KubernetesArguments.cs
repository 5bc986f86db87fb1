namespace Infra.Model;

/// <summary>
/// Arguments of the Kubernetes components that k3s starts. A component does not start with an argument that it does not know, and with it
/// neither does k3s.
/// </summary>
public static class KubernetesArguments
{
    private const string Audit = "set cluster.k3s.auditLog";
    private const string Service = "set cluster.k3s.serviceCidr";
    private const string Leave = "leave it out: k3s sets it itself";
    private const string Heartbeat = "set cluster.k3s.nodeGracePeriod: heartbeats and grace period follow from it together";
    private const string End = "leave it out: the component would print a text and end";

    private static readonly Dictionary<string, string> OfAll = new(StringComparer.Ordinal)
    {
        ["help"] = End,
        ["version"] = End,
        ["kubeconfig"] = Leave,
        ["client-ca-file"] = Leave,
        ["tls-cert-file"] = Leave,
        ["tls-private-key-file"] = Leave,
    };

    private static readonly Dictionary<KubernetesComponent, Dictionary<string, string>> Own = new()
    {
        [KubernetesComponent.Kubelet] = new(StringComparer.Ordinal)
        {
            ["config"] = "use config-dir=<folder>, which k3s merges over the program's file with the node's heartbeat",
            ["node-status-update-frequency"] = Heartbeat,
            ["node-ip"] = "set privateIp of each node",
            ["hostname-override"] = "set name of each node",
            ["node-labels"] = "set labels of each node",
            ["register-with-taints"] = "set taints of each node",
            ["cluster-dns"] = "set cluster.k3s.clusterDns",
            ["cluster-domain"] = "leave it out: the program's addresses in the cluster end with cluster.local",
            ["protect-kernel-defaults"] = "set cluster.k3s.protectKernelDefaults",
            ["container-runtime-endpoint"] = Leave,
        },
        [KubernetesComponent.ApiServer] = new(StringComparer.Ordinal)
        {
            ["advertise-address"] = "set privateIp of each node",
            ["audit-policy-file"] = Audit,
            ["audit-log-path"] = Audit,
            ["audit-log-maxage"] = Audit,
            ["audit-log-maxbackup"] = Audit,
            ["audit-log-maxsize"] = Audit,
            ["admission-control-config-file"] = "leave it out: the program's file has the Pod Security levels of all namespaces",
            ["encryption-provider-config"] = "set cluster.k3s.secretsEncryption",
            ["service-cluster-ip-range"] = Service,
            ["service-node-port-range"] = "leave it out: the program's node ports and firewall are for 30000 to 32767",
            ["secure-port"] = Leave,
            ["bind-address"] = Leave,
            ["etcd-servers"] = Leave,
            ["service-account-key-file"] = Leave,
            ["service-account-signing-key-file"] = Leave,
        },
        [KubernetesComponent.ControllerManager] = new(StringComparer.Ordinal)
        {
            ["node-monitor-grace-period"] = Heartbeat,
            ["node-monitor-period"] = Heartbeat,
            ["cluster-cidr"] = "set cluster.k3s.clusterCidr",
            ["node-cidr-mask-size"] = "set cluster.k3s.nodePrefix",
            ["service-cluster-ip-range"] = Service,
            ["service-account-private-key-file"] = Leave,
        },
    };

    // Each further one adds to the others.
    private static readonly string[] Cumulative =
    [
        "allow-metric-labels", "api-audiences", "disable-admission-plugins", "enable-admission-plugins", "feature-gates",
        "manifest-url-header", "reserved-memory", "runtime-config", "service-account-issuer", "tls-sni-cert-key",
    ];

    /// <summary>Name of an argument: the part before the equals sign.</summary>
    /// <param name="argument">The argument.</param>
    public static string NameOf(string argument) => argument.Split('=')[0];

    /// <summary>Remedy for an argument that the program or k3s sets itself; null for any other.</summary>
    /// <param name="component">The component.</param>
    /// <param name="name">Name of the argument.</param>
    public static string? InsteadOf(KubernetesComponent component, string name) =>
        Own[component].GetValueOrDefault(name) ?? OfAll.GetValueOrDefault(name);

    /// <summary>Whether an argument may be given several times; of any other the last value alone has an effect.</summary>
    /// <param name="name">Name of the argument.</param>
    public static bool MayRepeat(string name) => Cumulative.Contains(name);

    /// <summary>Names of the arguments that a component has; empty where no list of them is known.</summary>
    /// <param name="component">The component.</param>
    public static IReadOnlyList<string> Names(KubernetesComponent component) => component switch
    {
        KubernetesComponent.Kubelet => Read("kubelet-arguments.txt"),
        KubernetesComponent.ApiServer => Read("kube-apiserver-arguments.txt"),
        _ => [],
    };

    private static string[] Read(string file) =>
        [.. EmbeddedFile.Read($"model/{file}").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
}
