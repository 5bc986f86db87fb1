namespace Infra.Platform;

/// <summary>
/// The series that are kept of processes which serve many more than an alert or a dashboard reads. In k3s, the API server, the controllers,
/// the kubelet and etcd are one process on a server, and each of its addresses serves the series of all of them.
/// </summary>
public static class KeptMetrics
{
    private const string Process = "process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)";

    /// <summary>Regular expressions of the API server's series.</summary>
    public static IReadOnlyList<string> ApiServer { get; } =
    [
        "apiserver_client_certificate_expiration_seconds_(bucket|count)", "apiserver_current_inflight_requests",
        "apiserver_request_duration_seconds_(count|sum)", "apiserver_request_total", "apiserver_storage_objects",
        "kubernetes_build_info", Process,
    ];

    /// <summary>Regular expressions of the kubelet's series.</summary>
    public static IReadOnlyList<string> Kubelet { get; } =
    [
        "kubelet_certificate_manager_client_expiration_renew_errors", "kubelet_certificate_manager_(client|server)_ttl_seconds",
        "kubelet_node_name", "kubelet_pleg_relist_duration_seconds_(count|sum)", "kubelet_running_(containers|pods)",
        "kubelet_runtime_operations_errors_total", "kubelet_volume_stats_(available|capacity|used)_bytes",
        "kubelet_volume_stats_inodes(_free|_used)?", "kubernetes_build_info", Process,
    ];

    /// <summary>Regular expressions of the series of containers, which the kubelet serves on another path.</summary>
    public static IReadOnlyList<string> Containers { get; } =
    [
        "container_cpu_cfs_(periods|throttled_periods)_total", "container_cpu_usage_seconds_total",
        "container_fs_(reads|writes)_bytes_total", "container_memory_(rss|working_set_bytes)",
        "container_network_(receive|transmit)_bytes_total", "container_oom_events_total", "container_start_time_seconds",
        "machine_cpu_cores", "machine_memory_bytes",
    ];

    /// <summary>Regular expressions of etcd's series.</summary>
    public static IReadOnlyList<string> Etcd { get; } = ["etcd_(cluster|disk|mvcc|network|server)_.*", Process];

    /// <summary>Regular expressions of the series of containers on Docker hosts.</summary>
    public static IReadOnlyList<string> DockerContainers { get; } =
    [
        "cadvisor_version_info", "container_last_seen", "container_spec_memory_limit_bytes", .. Containers,
    ];

    /// <summary>One regular expression of several.</summary>
    /// <param name="names">Regular expressions of names.</param>
    public static string Pattern(IReadOnlyList<string> names) => string.Join('|', names);
}
