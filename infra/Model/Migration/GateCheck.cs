namespace Infra.Model;

/// <summary>Check of a criterion.</summary>
public enum GateCheck
{
    /// <summary>Confirmation by a person.</summary>
    Confirmed,

    /// <summary>All nodes are Ready.</summary>
    NodesReady,

    /// <summary>All pods of the workload are ready.</summary>
    WorkloadReady,

    /// <summary>The job succeeded.</summary>
    JobSucceeded,

    /// <summary>The database fails over in at most <c>max</c> seconds.</summary>
    Failover,

    /// <summary>The path answers with success.</summary>
    Http,

    /// <summary>The outbound check of a shadow copy succeeds.</summary>
    Outbound,

    /// <summary>At most <c>max</c> percent of requests fail.</summary>
    ErrorRate,

    /// <summary>95 of 100 requests are answered within <c>max</c> milliseconds.</summary>
    Latency,

    /// <summary>A blue-green switch and its rollback succeed.</summary>
    Rollback,

    /// <summary>A data move was verified.</summary>
    DataVerified,

    /// <summary>A restore test succeeded.</summary>
    RestoreTested,

    /// <summary>Policy checks of the planned objects have no findings.</summary>
    PolicyClean,

    /// <summary>The newest backup is at most <c>max</c> hours old.</summary>
    BackupAge,

    /// <summary>Log lines arrived within the last <c>max</c> seconds.</summary>
    LogsArriving,

    /// <summary>No certificate expires within <c>max</c> days.</summary>
    Certificates,
}
