namespace Infra.Model;

/// <summary>
/// Signal that an alert watches, with the unit of its threshold. An alert is raised from the threshold on, unless the signal says
/// otherwise.
/// </summary>
public enum AlertSignal
{
    /// <summary>CPU usage of a node or Docker host, in percent.</summary>
    Cpu,

    /// <summary>Memory usage of a node or Docker host, in percent.</summary>
    Memory,

    /// <summary>Usage of a file system of a node or Docker host, in percent.</summary>
    Disk,

    /// <summary>
    /// Time until a file system of a node or Docker host, or a claim, is full if it goes on as in the last six hours, in days; raised below
    /// the threshold.
    /// </summary>
    DaysToFull,

    /// <summary>Usage of a claim, in percent.</summary>
    ClaimUsage,

    /// <summary>Deviation of a node's clock, in milliseconds.</summary>
    ClockOffset,

    /// <summary>Number of nodes or Docker hosts that are gone or not ready.</summary>
    NodesDown,

    /// <summary>Share of the targets of one monitor that do not answer Prometheus, in percent.</summary>
    TargetsDown,

    /// <summary>Starts of a container within an hour after it ended.</summary>
    ContainerRestarts,

    /// <summary>Containers that were ended within an hour because their memory was used up.</summary>
    MemoryKills,

    /// <summary>Pods of a workload that are not ready.</summary>
    PodsNotReady,

    /// <summary>Failed runs of a job.</summary>
    FailedJobs,

    /// <summary>Usage of a namespace's quota, in percent.</summary>
    QuotaUsage,

    /// <summary>Disruption budgets that allow no pod to stop, so that a node cannot be drained.</summary>
    BlockedDrains,

    /// <summary>Time until a certificate expires, in days; raised below the threshold.</summary>
    CertificateExpiry,

    /// <summary>Age of the newest successful backup of Velero, a database or a volume, in hours.</summary>
    BackupAge,

    /// <summary>Backups within a day that failed or are incomplete.</summary>
    FailedBackups,

    /// <summary>Age of the newest successful dump that was stored off-site, in hours.</summary>
    DumpAge,

    /// <summary>Time since the last successful restore test, in days.</summary>
    RestoreTestAge,

    /// <summary>Delay of the archive of a database behind the database, in seconds.</summary>
    ArchiveDelay,

    /// <summary>Replication lag of a replica, in seconds.</summary>
    ReplicationLag,

    /// <summary>Instances of a database server that do not answer.</summary>
    DatabaseInstances,

    /// <summary>Used connections of a database server, in percent.</summary>
    Connections,

    /// <summary>Number of etcd members that are not healthy.</summary>
    EtcdMembers,

    /// <summary>
    /// Number of etcd members that may still be lost before the cluster has no quorum; raised below the threshold. A cluster of one server
    /// has none to lose and no such alert.
    /// </summary>
    EtcdMargin,

    /// <summary>Time of a write to etcd's log, 99th percentile, in milliseconds.</summary>
    EtcdLatency,

    /// <summary>Size of etcd's database, in percent of its limit.</summary>
    EtcdSize,

    /// <summary>Number of Longhorn volumes that are not healthy.</summary>
    VolumeHealth,

    /// <summary>Failed requests, in percent.</summary>
    ErrorRate,

    /// <summary>Time of a request, 99th percentile, in milliseconds.</summary>
    Latency,

    /// <summary>Log lines within an hour that were lost before they were stored.</summary>
    LostLogLines,

    /// <summary>Configurations that Prometheus, Alertmanager, Traefik, Loki or Alloy could not read and so do not use.</summary>
    FailedReloads,

    /// <summary>Notifications within an hour that no receiver took.</summary>
    FailedNotifications,
}
