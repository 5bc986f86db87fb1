namespace Infra.Model;

/// <summary>What an alert watches, and in which unit its threshold is.</summary>
public enum AlertSignal
{
    /// <summary>Use of a node's cores, percent.</summary>
    Cpu,

    /// <summary>Use of a node's memory, percent.</summary>
    Memory,

    /// <summary>Use of a file system, percent.</summary>
    Disk,

    /// <summary>Time until a certificate expires, days; fires below.</summary>
    CertificateExpiry,

    /// <summary>Age of the newest good backup, hours.</summary>
    BackupAge,

    /// <summary>A replica's lag, seconds.</summary>
    ReplicationLag,

    /// <summary>etcd members not healthy, count.</summary>
    EtcdMembers,

    /// <summary>Longhorn volumes not healthy, count.</summary>
    VolumeHealth,

    /// <summary>Requests that fail, percent.</summary>
    ErrorRate,
}
