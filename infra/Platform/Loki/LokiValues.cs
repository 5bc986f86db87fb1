using System.Globalization;
using Infra.Charts;
using Infra.Model;
using static Infra.Model.Yaml.OrderedMap;

namespace Infra.Platform;

/// <summary>
/// Values of the chart of Loki: one process with one volume. No gateway: it is an nginx that spreads paths over the processes of a larger
/// Loki and asks for passwords; here one process answers all paths, and Traefik is in front of the only path that is open to the outside.
/// No caches either: the chart's own two would take 9 GiB of memory.
/// </summary>
public static class LokiValues
{
    /// <summary>Oldest age of a line that Loki accepts, unless it would be deleted before.</summary>
    private const int OldestHours = 168;

    private const string Itself = "127.0.0.1";

    /// <summary>The values.</summary>
    /// <param name="loki">Loki as described.</param>
    public static IReadOnlyDictionary<string, object> For(LokiSpec loki) => Map(
        ("deploymentMode", "Monolithic"),
        ("loki", Configuration(loki)),
        ("singleBinary", Map(
            ("replicas", 1),
            // A sidecar that loads alerting rules; Prometheus has all alerts.
            ("sidecar", false),
            ("terminationGracePeriodSeconds", 120),
            ("tolerations", PlatformTolerations.Values()),
            ("resources", Map(
                ("requests", Map(("cpu", "100m"), ("memory", "384Mi"))), ("limits", Map(("cpu", "1"), ("memory", "1Gi"))))),
            ("persistence", Map(
                ("enabled", true),
                ("size", loki.Size.ToString()),
                ("storageClass", loki.Class),
                // The claim stays when the release is uninstalled.
                ("enableStatefulSetAutoDeletePVC", false),
                ("whenDeleted", "Retain"),
                ("whenScaled", "Retain"))))),
        ("defaults", Map(("automountServiceAccountToken", false), ("enableServiceLinks", false))),
        ("serviceAccount", Map(("automountServiceAccountToken", false))),
        // With one pod, a budget could only keep a node from being drained.
        ("podDisruptionBudget", Map(("enabled", false))),
        ("sidecar", Map(("rules", Map(("enabled", false))))),
        ("ruler", Map(("enabled", false))),
        ("gateway", Map(("enabled", false))),
        ("chunksCache", Map(("enabled", false))),
        ("resultsCache", Map(("enabled", false))),
        ("lokiCanary", Map(("enabled", false))),
        ("test", Map(("enabled", false))),
        ("read", Map(("replicas", 0))),
        ("write", Map(("replicas", 0))),
        ("backend", Map(("replicas", 0))));

    private static OrderedDictionary<string, object> Configuration(LokiSpec loki)
    {
        var kept = (int)loki.KeepFor.Value.TotalHours;
        return Map(
            ("auth_enabled", false),
            ("commonConfig", Map(
                ("replication_factor", 1),
                // As in the configuration of Loki's own image: a single process has no others to find, and asks none for its own parts.
                ("instance_addr", Itself),
                ("compactor_grpc_address", $"{Itself}:9095"),
                ("ring", Map(("instance_addr", Itself), ("kvstore", Map(("store", "inmemory"))))))),
            // Anything here keeps the chart from adding members to join.
            ("memberlistConfig", Map(("bind_addr", new object[] { Itself }))),
            ("storage", Map(("type", "filesystem"))),
            ("schemaConfig", Map(("configs", loki.Schema.Select(Period).ToArray<object>()))),
            ("limits_config", Map(
                ("retention_period", Hours(kept)),
                ("reject_old_samples_max_age", Hours(Math.Min(kept, OldestHours))),
                // A pod that writes without end fills the volume at 2 MB a second at most, and the alert on the volume comes first.
                ("ingestion_rate_mb", 2),
                ("ingestion_burst_size_mb", 8),
                ("per_stream_rate_limit", "1MB"),
                ("per_stream_rate_limit_burst", "4MB"),
                ("max_global_streams_per_user", 5000),
                ("max_line_size", "256KB"),
                ("max_line_size_truncate", true),
                ("max_query_parallelism", 8))),
            // Without it Loki keeps everything, whatever the retention says:
            // https://grafana.com/docs/loki/latest/operations/storage/retention/.
            ("compactor", Map(("retention_enabled", true), ("delete_request_store", "filesystem"))),
            // The default of 4GB is more than the container may have.
            ("ingester", Map(("wal", Map(("flush_on_shutdown", true), ("replay_memory_ceiling", "512MB"))))),
            ("querier", Map(("max_concurrent", 2))),
            ("analytics", Map(("reporting_enabled", false))));
    }

    private static OrderedDictionary<string, object> Period(LokiPeriodSpec period) => Map(
        ("from", period.From),
        ("store", "tsdb"),
        ("object_store", "filesystem"),
        ("schema", "v13"),
        ("index", Map(("prefix", period.Prefix), ("period", "24h"))));

    private static string Hours(int hours) => string.Create(CultureInfo.InvariantCulture, $"{hours}h");
}
