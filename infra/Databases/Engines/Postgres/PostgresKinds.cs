namespace Infra.Databases;

/// <summary>
/// Kinds of CloudNativePG and its archive plugin, with what a change of them does
/// (https://cloudnative-pg.io/documentation/1.28/rolling_update/).
/// </summary>
internal static class PostgresKinds
{
    /// <summary>Kinds.</summary>
    public static IReadOnlyList<ObjectKind> All { get; } =
    [
        new("kubernetes:postgresql.cnpg.io/v1:Cluster")
        {
            Loss = "all its databases and volumes go with it",
            Sizes = ["spec.storage.size", "spec.walStorage.size"],
            StorageClass = "spec.storage.storageClass",
            Instances = "spec.instances",
            RestartedBy =
            [
                "spec.imageName", "spec.imageCatalogRef", "spec.resources", "spec.affinity", "spec.env", "spec.envFrom", "spec.probes",
                "spec.plugins", "spec.postgresql.shared_preload_libraries", "spec.priorityClassName", "spec.schedulerName",
                "spec.topologySpreadConstraints", "spec.projectedVolumeTemplate", "spec.securityContext", "spec.podSecurityContext",
                "spec.ephemeralVolumesSizeLimit",
            ],
            Settings = "spec.postgresql.parameters",
            RestartSettings = RestartSettings,
            HandOver = "then a replica becomes the primary",
            PrimaryUpdate = "spec.primaryUpdateMethod",
            OperatorChart = "cloudnative-pg",
            OperatorUpdate = "values.config.data.ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES",
        },
        new("kubernetes:postgresql.cnpg.io/v1:Database")
        {
            Loss = "the database and its tables are dropped", KeptBy = "spec.databaseReclaimPolicy", Owner = "spec.owner",
        },
        new("kubernetes:postgresql.cnpg.io/v1:ScheduledBackup") { IsBackup = true },
        new("kubernetes:barmancloud.cnpg.io/v1:ObjectStore")
        {
            IsBackup = true,
            Retentions = ["spec.retentionPolicy"],
            Destinations = ["spec.configuration.destinationPath", "spec.configuration.endpointURL"],
        },
    ];

    /// <summary>Parameters of the context `postmaster` (https://www.postgresql.org/docs/17/view-pg-settings.html).</summary>
    private static string[] RestartSettings =>
    [
        "archive_mode", "autovacuum_freeze_max_age", "autovacuum_max_workers", "autovacuum_multixact_freeze_max_age", "cluster_name",
        "dynamic_shared_memory_type", "hot_standby", "huge_pages", "huge_page_size", "ignore_invalid_pages", "jit_provider",
        "listen_addresses", "logging_collector", "max_connections", "max_files_per_process", "max_locks_per_transaction",
        "max_logical_replication_workers", "max_pred_locks_per_transaction", "max_prepared_transactions", "max_replication_slots",
        "max_wal_senders", "max_worker_processes", "min_dynamic_shared_memory", "port", "reserved_connections", "shared_buffers",
        "shared_memory_type", "superuser_reserved_connections", "track_activity_query_size", "track_commit_timestamp",
        "unix_socket_directories", "unix_socket_group", "unix_socket_permissions", "wal_buffers", "wal_decode_buffer_size", "wal_level",
        "wal_log_hints",
    ];
}
