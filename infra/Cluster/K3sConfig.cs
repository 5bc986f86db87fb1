using Infra.Model;
using Infra.Model.Yaml;

namespace Infra.Cluster;

/// <summary>
/// k3s's <c>config.yaml</c> of a node, without secrets (it refers to token files) and without the settings that only the node knows (its
/// interface, and whether it founds the cluster or joins it). Keys are k3s's flags.
/// </summary>
public static class K3sConfig
{
    /// <summary>Folder of k3s's own configuration on a node.</summary>
    public const string Folder = "/etc/rancher/k3s";

    private const string DataFolder = "/var/lib/rancher/k3s";

    /// <summary>Cipher suites of the hardening guide, for the kubelet and the API server.</summary>
    private const string CipherSuites =
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,"
        + "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256";

    /// <summary>The configuration of a node.</summary>
    /// <param name="cluster">The cluster as described.</param>
    /// <param name="node">The node.</param>
    /// <param name="domain">The system's domain; in every certificate.</param>
    /// <param name="publicAddress">The node's public address, or the name of an existing host; in its certificate, which k3s shares among
    /// the servers.</param>
    public static string Render(ClusterSpec cluster, NodeSpec node, string domain, string publicAddress)
    {
        var config = new OrderedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["node-name"] = node.Name,
            ["node-ip"] = node.PrivateIp.ToString(),
        };
        if (IsExternal(node, publicAddress))
        {
            config["node-external-ip"] = publicAddress;
        }

        config["node-label"] = LabelsOf(node);
        config["node-taint"] = TaintsOf(node);
        config["protect-kernel-defaults"] = cluster.K3s.ProtectKernelDefaults;
        config["kubelet-arg"] = KubeletArgs(cluster.K3s, node.Role);
        if (node.Role == NodeRole.Server)
        {
            AddServer(config, cluster, node, domain, publicAddress);
        }
        else
        {
            config["token-file"] = $"{Folder}/token";
        }

        return YamlText.Write(config);
    }

    /// <summary>The labels of a node, <c>key=value</c>, by key.</summary>
    public static string[] LabelsOf(NodeSpec node) =>
        [.. node.Labels.Keys.Order(StringComparer.Ordinal).Select(key => $"{key}={node.Labels[key]}")];

    /// <summary>The taints of a node, <c>key=value:Effect</c>.</summary>
    public static string[] TaintsOf(NodeSpec node) => [.. node.Taints.Select(taint => $"{taint.Name}={taint.Value}:{taint.Effect}")];

    /// <summary>
    /// The settings that must be equal on all servers (k3s refuses to join on a difference), and the names and addresses of this server for
    /// the certificate. Those of the other servers reach the shared certificate from their own configuration, so that adding or removing
    /// a server changes nothing here.
    /// </summary>
    private static void AddServer(
        OrderedDictionary<string, object> config, ClusterSpec cluster, NodeSpec node, string domain, string publicAddress)
    {
        var k3s = cluster.K3s;
        config["token-file"] = $"{Folder}/token";
        config["agent-token-file"] = $"{Folder}/agent-token";
        config["advertise-address"] = node.PrivateIp.ToString();
        config["tls-san"] = new[]
        {
            domain,
            node.Name,
            publicAddress,
            node.PrivateIp.ToString(),
        }.Concat(k3s.ApiEndpoint is { } endpoint ? [endpoint] : []).Concat(k3s.TlsSans).Distinct(StringComparer.Ordinal).ToArray();
        config["write-kubeconfig-mode"] = "0600";
        config["disable"] = k3s.Disable.ToArray();
        config["flannel-backend"] = FlannelName(k3s.FlannelBackend);
        config["cluster-cidr"] = k3s.ClusterCidr.ToString();
        config["service-cidr"] = k3s.ServiceCidr.ToString();
        config["cluster-dns"] = k3s.ClusterDns.ToString();
        config["secrets-encryption"] = k3s.SecretsEncryption;
        config["etcd-expose-metrics"] = k3s.EtcdExposeMetrics;
        config["etcd-snapshot-schedule-cron"] = k3s.EtcdSnapshots.Schedule.ToString();
        config["etcd-snapshot-retention"] = k3s.EtcdSnapshots.Retention;
        if (k3s.EtcdSnapshots.S3 is not null)
        {
            config["etcd-s3"] = true;
            config["etcd-s3-config-secret"] = EtcdSnapshots.SecretName;
        }

        config["kube-apiserver-arg"] = ApiServerArgs(k3s);
        config["kube-controller-manager-arg"] = ControllerManagerArgs(k3s);
    }

    /// <summary>Whether the address is an external one. A host at home may have a name, or its private address alone.</summary>
    private static bool IsExternal(NodeSpec node, string publicAddress) =>
        Ipv4.TryParse(publicAddress, out var address) && address != node.PrivateIp;

    /// <summary>
    /// Arguments of the controller manager. None is critical for k3s: servers may differ in them during a rolling change.
    /// </summary>
    private static string[] ControllerManagerArgs(K3sSpec k3s) =>
    [
        "terminated-pod-gc-threshold=100",
        $"node-cidr-mask-size={k3s.NodePrefix}",
        $"node-monitor-period={NodeSilence.MonitorSeconds}s",
        $"node-monitor-grace-period={k3s.NodeGracePeriod.Seconds}s",
        .. k3s.ControllerManagerArgs,
    ];

    /// <summary>
    /// The kubelet's configuration file, for settings without a flag; k3s merges it over its defaults (k3s documentation, kubelet
    /// configuration files). It sets the duration of the node's lease, which the kubelet renews after a quarter of it.
    /// </summary>
    public static string RenderKubelet(K3sSpec k3s) => YamlText.Write(new OrderedDictionary<string, object>(StringComparer.Ordinal)
    {
        ["apiVersion"] = "kubelet.config.k8s.io/v1beta1",
        ["kind"] = "KubeletConfiguration",
        ["nodeLeaseDurationSeconds"] = k3s.NodeGracePeriod.Seconds,
    });

    /// <summary>
    /// Arguments of the kubelet: those of the hardening guide, and limits that protect k3s and etcd from a pod that fills the node. k3s
    /// evicts for disk alone; a custom threshold must name memory as well. The last value of a key wins, so the described ones come last.
    /// </summary>
    private static string[] KubeletArgs(K3sSpec k3s, NodeRole role) =>
    [
        "streaming-connection-idle-timeout=5m",
        $"tls-cipher-suites={CipherSuites}",
        $"eviction-hard=memory.available<{NodeReserve.EvictionMemory},nodefs.available<5%,nodefs.inodesFree<5%,imagefs.available<5%",
        "image-gc-high-threshold=75",
        "image-gc-low-threshold=65",
        $"kube-reserved=cpu={NodeReserve.KubeCpu(role)},memory={NodeReserve.KubeMemory(role)}",
        $"system-reserved=cpu={NodeReserve.SystemCpu},memory={NodeReserve.SystemMemory}",
        "pod-max-pids=4096",
        "seccomp-default=true",
        $"config={Folder}/kubelet.yaml",
        $"node-status-update-frequency={NodeSilence.HeartbeatSeconds(k3s.NodeGracePeriod)}s",
        .. k3s.KubeletArgs,
    ];

    private static string[] ApiServerArgs(K3sSpec k3s)
    {
        var args = new List<string>
        {
            "service-account-extend-token-expiration=false",
            $"tls-cipher-suites={CipherSuites}",
            $"enable-admission-plugins={PodSecurityAdmission.Plugins}",
            $"admission-control-config-file={Folder}/psa.yaml",
        };
        if (k3s.AuditLog.Enabled)
        {
            args.Add($"audit-policy-file={Folder}/audit.yaml");
            args.Add($"audit-log-path={DataFolder}/server/logs/audit.log");
            args.Add($"audit-log-maxage={k3s.AuditLog.MaxAgeDays}");
            args.Add($"audit-log-maxbackup={k3s.AuditLog.MaxBackups}");
            args.Add($"audit-log-maxsize={k3s.AuditLog.MaxSizeMb}");
        }

        args.AddRange(k3s.ApiServerArgs);
        return [.. args];
    }

    /// <summary>The name of a backend in k3s.</summary>
    public static string FlannelName(FlannelBackend backend) => backend switch
    {
        FlannelBackend.Vxlan => "vxlan",
        FlannelBackend.WireguardNative => "wireguard-native",
        FlannelBackend.HostGw => "host-gw",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, "no such flannel backend"),
    };
}
