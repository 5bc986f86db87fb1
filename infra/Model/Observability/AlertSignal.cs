namespace Infra.Model;

/// <summary>Signal that an alert watches, with the unit of its threshold.</summary>
public enum AlertSignal
{
    /// <summary>CPU usage of a node, in percent.</summary>
    Cpu,

    /// <summary>Memory usage of a node, in percent.</summary>
    Memory,

    /// <summary>Usage of a file system, in percent.</summary>
    Disk,

    /// <summary>Time until a certificate expires, in days; fires below the threshold.</summary>
    CertificateExpiry,

    /// <summary>Age of the newest successful backup, in hours.</summary>
    BackupAge,

    /// <summary>Replication lag of a replica, in seconds.</summary>
    ReplicationLag,

    /// <summary>Number of etcd members that are not healthy.</summary>
    EtcdMembers,

    /// <summary>Number of Longhorn volumes that are not healthy.</summary>
    VolumeHealth,

    /// <summary>Failed requests, in percent.</summary>
    ErrorRate,
}
