using System.Globalization;
using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>
/// Values of the chart of Prometheus.
/// <para>
/// kube-state-metrics serves one series beside its own: <c>infra_etcd_snapshot_created_seconds</c>, the time at which an etcd snapshot was
/// taken (Unix time), because k3s has no metric of it. Labels: <c>snapshot</c> (name of the file), <c>node</c> (the server that took it),
/// <c>location</c> (<c>file://...</c> or <c>s3://...</c>), <c>ready</c> (<c>true</c> where it can be restored).
/// </para>
/// </summary>
public static class PrometheusValues
{
    /// <summary>Label <c>job</c> of the node exporters' series, in the cluster and on Docker hosts.</summary>
    public const string NodeExporterJob = "node-exporter";

    /// <summary>The port of etcd's metrics.</summary>
    public const int EtcdPort = 2381;

    /// <summary>Label of the job that updates the definitions of kinds; the chart gives its pod none.</summary>
    public const string UpgradeJob = "prometheus-crds";

    /// <summary>Keys of Prometheus's own values.</summary>
    internal static readonly string[] PrometheusPath = ["prometheus", "prometheusSpec"];

    /// <summary>Keys of Alertmanager's own values.</summary>
    internal static readonly string[] AlertmanagerPath = ["alertmanager", "alertmanagerSpec"];

    /// <summary>Keys of the values of the sidecar that reloads configurations.</summary>
    internal static readonly string[] ReloaderPath = ["prometheusOperator", "prometheusConfigReloader"];

    /// <summary>Name of the values of kube-state-metrics.</summary>
    internal const string State = "kube-state-metrics";

    /// <summary>Name of the values of the node exporter.</summary>
    internal const string NodeExporter = "prometheus-node-exporter";

    /// <summary>Kinds whose state is watched: those that alerts and dashboards read.</summary>
    private static readonly string[] Kinds =
    [
        "cronjobs", "daemonsets", "deployments", "horizontalpodautoscalers", "jobs", "namespaces", "nodes", "persistentvolumeclaims",
        "persistentvolumes", "poddisruptionbudgets", "pods", "replicasets", "resourcequotas", "statefulsets",
    ];

    /// <summary>Collectors for hardware and file systems that these nodes do not have.</summary>
    private static readonly string[] Without =
    [
        "bcache", "bonding", "btrfs", "edac", "fibrechannel", "infiniband", "ipvs", "nfs", "nfsd", "powersupplyclass", "rapl", "tapestats",
        "zfs",
    ];

    /// <summary>The values.</summary>
    /// <param name="system">The system; it describes Prometheus.</param>
    public static IReadOnlyDictionary<string, object> For(SystemSpec system)
    {
        var prometheus = system.Observability.Prometheus!;
        return Map(
            ("fullnameOverride", Prometheus.ReleaseName),
            ("crds", Map(("enabled", true), ("upgradeJob", UpgradeJobValues(system.Cluster)))),
            // All alerts are made by the parts that they are about.
            ("defaultRules", Map(("create", false))),
            ("grafana", Map(("enabled", false))),
            ("prometheusOperator", Operator(system)),
            ("prometheus", Map(("prometheusSpec", PrometheusSpecOf(system.Cluster, prometheus)))),
            ("alertmanager", Map(("alertmanagerSpec", AlertmanagerSpec(system.Observability)))),
            (State, StateMetrics()),
            (NodeExporter, Exporter(system.Observability)),
            ("kubeApiServer", Map(("serviceMonitor", Map(("metricRelabelings", Keep(KeptMetrics.ApiServer)))))),
            ("kubelet", Map(("serviceMonitor", Map(
                ("probes", false),
                ("cAdvisorInterval", ""),
                ("metricRelabelings", Keep(KeptMetrics.Kubelet)),
                // Sums over groups of pods have no pod.
                ("cAdvisorMetricRelabelings", (object[])[.. Keep(KeptMetrics.Containers), Map(
                    ("sourceLabels", new object[] { "id", "pod" }), ("regex", ".+;"), ("action", "drop"))]))))),
            // In k3s they are part of the server's process and listen on its loopback address alone.
            ("kubeControllerManager", Map(("enabled", false))),
            ("kubeScheduler", Map(("enabled", false))),
            ("kubeProxy", Map(("enabled", false))),
            // Its targets would name the servers: Prometheus finds them by their label instead.
            ("kubeEtcd", Map(("enabled", false))));
    }

    /// <summary>Most bytes of samples, in the operator's unit.</summary>
    /// <param name="volume">Size of the volume.</param>
    public static string RetentionSize(Quantity volume) =>
        string.Create(CultureInfo.InvariantCulture, $"{decimal.Floor(volume.Value * SampleVolume.Usable / (1024 * 1024))}MiB");

    private static OrderedDictionary<string, object> PrometheusSpecOf(ClusterSpec cluster, PrometheusSpec prometheus) => Map(
        ("retention", prometheus.KeepFor.ToGo()),
        ("retentionSize", RetentionSize(prometheus.Size)),
        ("walCompression", true),
        ("scrapeInterval", "30s"),
        ("evaluationInterval", "30s"),
        ("externalLabels", Map(("cluster", cluster.Name))),
        ("enableAdminAPI", false),
        // Everything is found, whatever release it belongs to.
        ("ruleSelectorNilUsesHelmValues", false),
        ("serviceMonitorSelectorNilUsesHelmValues", false),
        ("podMonitorSelectorNilUsesHelmValues", false),
        ("probeSelectorNilUsesHelmValues", false),
        ("scrapeConfigSelectorNilUsesHelmValues", false),
        ("storageSpec", Volume(prometheus.Class, prometheus.Size.ToString())),
        ("priorityClassName", PriorityClassName.High),
        ("tolerations", PlatformTolerations.Values()),
        ("securityContext", PodRights(user: 1000, group: 2000)),
        // For about 100 000 series: three nodes with their pods have a third of that.
        ("resources", ChartResources.Of("200m", "1Gi", "2", "2Gi")));

    private static OrderedDictionary<string, object> AlertmanagerSpec(ObservabilitySpec observability)
    {
        var values = Map(
            ("replicas", 1),
            ("useExistingSecret", true),
            ("configSecret", AlertmanagerConfiguration.SecretName),
            ("automountServiceAccountToken", false),
            // Silences, and which notifications were sent.
            ("storage", Volume(observability.Prometheus!.Class, "1Gi")),
            ("priorityClassName", PriorityClassName.High),
            ("tolerations", PlatformTolerations.Values()),
            ("securityContext", PodRights(user: 1000, group: 2000)),
            ("resources", ChartResources.Of("25m", "64Mi", "250m", "128Mi")));
        if (AlertmanagerConfiguration.Files(observability.Alerting).Count > 0)
        {
            values["secrets"] = new object[] { AlertmanagerConfiguration.FilesSecretName };
        }

        return values;
    }

    private static OrderedDictionary<string, object> Operator(SystemSpec system)
    {
        var webhooks = Map(
            // A rule that is not checked is better than none: without an answer, the API accepts it.
            ("failurePolicy", "Ignore"));
        if (HasCertManager(system))
        {
            // The chart then makes no jobs that create a certificate.
            webhooks["certManager"] = Map(("enabled", true));
            webhooks["patch"] = Map(("enabled", false));
        }
        else
        {
            webhooks["patch"] = Map(
                ("enabled", true),
                ("tolerations", PlatformTolerations.Values()),
                ("resources", ChartResources.Of("10m", "32Mi", "250m", "128Mi")));
        }

        return Map(
            ("admissionWebhooks", webhooks),
            ("tolerations", PlatformTolerations.Values()),
            ("resources", ChartResources.Of("50m", "128Mi", "500m", "256Mi")),
            ("prometheusConfigReloader", Map(("resources", ChartResources.Of("10m", "32Mi", "100m", "64Mi")))));
    }

    // The definitions of the kinds belong to no release; this job before each upgrade replaces them.
    private static OrderedDictionary<string, object> UpgradeJobValues(ClusterSpec cluster) => Map(
        ("enabled", true),
        ("image", Map(
            ("busybox", Map(("tag", PrometheusVersions.Busybox))),
            // The chart's default is the API server's version, whose +k3s1 no tag can contain.
            ("kubectl", Map(("tag", VeleroValues.KubectlTag(cluster.K3s.Version)))))),
        ("podLabels", Map((Labels.Name, UpgradeJob))),
        ("tolerations", PlatformTolerations.Values()),
        ("resources", ChartResources.Of("50m", "64Mi", "500m", "256Mi")));

    private static OrderedDictionary<string, object> StateMetrics() => Map(
        ("collectors", Kinds),
        ("metricLabelsAllowlist", new object[] { $"nodes=[{TaintSpec.ControlPlane}]", $"pods=[{Labels.Name}]" }),
        ("rbac", Map(("extraRules", new object[]
        {
            Rule("k3s.cattle.io", "etcdsnapshotfiles"), Rule("apiextensions.k8s.io", "customresourcedefinitions"),
        }))),
        ("customResourceState", Map(("enabled", true), ("config", Map(
            ("kind", "CustomResourceStateMetrics"),
            ("spec", Map(("resources", new object[] { Snapshots() }))))))),
        ("tolerations", PlatformTolerations.Values()),
        ("securityContext", PodRights(user: 65534, group: 65534)),
        ("containerSecurityContext", Rights()),
        ("resources", ChartResources.Of("25m", "96Mi", "250m", "256Mi")));

    private static OrderedDictionary<string, object> Snapshots() => Map(
        ("groupVersionKind", Map(("group", "k3s.cattle.io"), ("version", "v1"), ("kind", "ETCDSnapshotFile"))),
        ("metricNamePrefix", "infra"),
        ("labelsFromPath", Map(
            ("snapshot", new object[] { "spec", "snapshotName" }),
            ("node", new object[] { "spec", "nodeName" }),
            ("location", new object[] { "spec", "location" }),
            ("ready", new object[] { "status", "readyToUse" }))),
        ("metrics", new object[]
        {
            Map(
                ("name", "etcd_snapshot_created_seconds"),
                ("help", "Time at which an etcd snapshot was taken, in Unix time."),
                ("each", Map(("type", "Gauge"), ("gauge", Map(("path", new object[] { "status", "creationTime" })))))),
        }));

    private static OrderedDictionary<string, object> Exporter(ObservabilitySpec observability)
    {
        var port = observability.Prometheus!.NodeExporterPort;
        var arguments = new List<object>
        {
            "--collector.filesystem.mount-points-exclude="
                + "^/(dev|proc|sys|run/containerd/.+|run/k3s/.+|var/lib/docker/.+|var/lib/kubelet/.+|var/lib/rancher/k3s/agent/.+)($|/)",
            "--collector.filesystem.fs-types-exclude="
                + "^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|erofs|fusectl|hugetlbfs|iso9660|mqueue|nsfs|overlay"
                + "|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs|tmpfs|tracefs)$",
            // One of each pod.
            "--collector.netdev.device-exclude=^(lo|veth.*)$",
            "--collector.netclass.ignored-devices=^(lo|veth.*)$",
        };
        foreach (var collector in Without)
        {
            arguments.Add($"--no-collector.{collector}");
        }

        return Map(
            ("namespaceOverride", observability.HostNamespace),
            ("fullnameOverride", NodeExporter),
            ("service", Map(("port", port), ("targetPort", port))),
            ("extraArgs", arguments.ToArray()),
            ("prometheus", Map(("monitor", Map(("relabelings", new object[]
            {
                Copy("__meta_kubernetes_pod_node_name", "instance"), Copy("__meta_kubernetes_pod_node_name", Monitors.NodeLabel),
            }))))),
            // Every node is watched, whatever it is for.
            ("tolerations", new object[] { Map(("operator", "Exists")) }),
            ("priorityClassName", "system-node-critical"),
            ("containerSecurityContext", Rights()),
            ("resources", ChartResources.Of("25m", "32Mi", "250m", "128Mi")));
    }

    /// <summary>Whether cert-manager issues the certificate of the operator's webhook.</summary>
    internal static bool HasCertManager(SystemSpec system) => system.Ingress.Tls.Mode == TlsMode.CertManager;

    private static object[] Keep(IReadOnlyList<string> names) =>
    [
        Map(("sourceLabels", new object[] { "__name__" }), ("regex", KeptMetrics.Pattern(names)), ("action", "keep")),
    ];

    private static OrderedDictionary<string, object> Copy(string source, string target) =>
        Map(("sourceLabels", new object[] { source }), ("targetLabel", target));

    private static OrderedDictionary<string, object> Rule(string group, string plural) => Map(
        ("apiGroups", new object[] { group }), ("resources", new object[] { plural }), ("verbs", new object[] { "list", "watch" }));

    private static OrderedDictionary<string, object> Volume(string storageClass, string size) =>
        Map(("volumeClaimTemplate", Map(("spec", Map(
            ("accessModes", new object[] { "ReadWriteOnce" }),
            ("storageClassName", storageClass),
            ("resources", Map(("requests", Map(("storage", size))))))))));

    private static OrderedDictionary<string, object> PodRights(int user, int group) => Map(
        ("runAsNonRoot", true),
        ("runAsUser", user),
        ("runAsGroup", group),
        ("fsGroup", group),
        ("seccompProfile", Map(("type", "RuntimeDefault"))));

    private static OrderedDictionary<string, object> Rights() => Map(
        ("readOnlyRootFilesystem", true),
        ("allowPrivilegeEscalation", false),
        ("capabilities", Map(("drop", new object[] { "ALL" }))));
}
