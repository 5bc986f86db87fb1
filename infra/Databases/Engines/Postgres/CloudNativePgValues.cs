using Infra.Charts;
using Infra.Model;
using Infra.Naming;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Databases;

/// <summary>Values for the charts of CloudNativePG and its archive plugin; the tests check them against the charts' schemas.</summary>
public static class CloudNativePgValues
{
    /// <summary>Values of the operator's chart.</summary>
    /// <param name="nodes">The cluster's nodes.</param>
    public static OrderedDictionary<string, object> Operator(IReadOnlyList<NodeSpec> nodes) => Map(
        // The second takes over within the lease of 15 seconds: the operator may have run on the failed primary's node.
        ("replicaCount", nodes.Count > 1 ? 2 : 1),
        ("crds", Map(("create", true))),
        ("config", Map(("clusterWide", true))),
        // The kind belongs to Prometheus, which need not be installed.
        ("monitoring", Map(("podMonitorEnabled", false))),
        ("resources", ChartResources.Of("50m", "128Mi", "500m", "256Mi")),
        ("tolerations", PlatformTolerations.Values()),
        ("topologySpreadConstraints", Spread("cloudnative-pg")));

    /// <summary>Values of the archive plugin's chart.</summary>
    public static OrderedDictionary<string, object> BarmanCloud() => Map(
        // One: the plugin has no leader election, and the operator connects to one service.
        ("replicaCount", 1),
        ("crds", Map(("create", true))),
        ("certificate", Map(("createClientCertificate", true), ("createServerCertificate", true))),
        ("resources", ChartResources.Of("25m", "64Mi", "250m", "128Mi")),
        ("tolerations", PlatformTolerations.Values()));

    private static object[] Spread(string name) =>
    [
        Map(
            ("maxSkew", 1),
            ("topologyKey", Labels.Hostname),
            ("whenUnsatisfiable", "ScheduleAnyway"),
            ("labelSelector", Map(("matchLabels", Map(("app.kubernetes.io/name", name)))))),
    ];
}
