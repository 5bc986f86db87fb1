namespace Infra.Model;

/// <summary>How a criterion is checked.</summary>
public enum GateCheck
{
    /// <summary>A person confirms it.</summary>
    Confirmed,

    /// <summary>All nodes are Ready.</summary>
    NodesReady,

    /// <summary>The workload has all its pods ready.</summary>
    WorkloadReady,

    /// <summary>The job succeeded.</summary>
    JobSucceeded,

    /// <summary>The database fails over in at most <c>max</c> seconds.</summary>
    Failover,

    /// <summary>The path answers with success.</summary>
    Http,

    /// <summary>The outbound check of a shadow copy answers.</summary>
    Outbound,

    /// <summary>Percent of failed requests, at most <c>max</c>.</summary>
    ErrorRate,

    /// <summary>Milliseconds in which 95 of 100 requests are answered, at most <c>max</c>.</summary>
    Latency,

    /// <summary>A blue-green switch and back.</summary>
    Rollback,

    /// <summary>A data move was verified.</summary>
    DataVerified,

    /// <summary>A restore test succeeded.</summary>
    RestoreTested,

    /// <summary>Policies on the planned objects have no findings.</summary>
    PolicyClean,

    /// <summary>The newest backup is at most <c>max</c> hours old.</summary>
    BackupAge,

    /// <summary>Log lines arrived within the last <c>max</c> seconds.</summary>
    LogsArriving,

    /// <summary>No certificate expires within <c>max</c> days.</summary>
    Certificates,
}
