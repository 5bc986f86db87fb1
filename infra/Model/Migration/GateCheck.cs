namespace Infra.Model;

/// <summary>Check of a criterion. A run asks all of them before its first change, each within its own time limit.</summary>
public enum GateCheck
{
    /// <summary>A named person confirmed it for the next step, in the stack's config (<c>infra:confirmations</c>).</summary>
    Confirmed,

    /// <summary>All nodes are Ready.</summary>
    NodesReady,

    /// <summary>All pods of the app, of its live slot, or all instances of the database server are ready.</summary>
    WorkloadReady,

    /// <summary>The newest run of the init job succeeded.</summary>
    JobSucceeded,

    /// <summary>
    /// Writes to the database server succeed again at most <c>max</c> seconds after its primary was deleted. A rehearsal, which interrupts
    /// writes; it comes last, and only when everything else holds.
    /// </summary>
    Failover,

    /// <summary>The app answers the path with a status of 2xx or 3xx.</summary>
    Http,

    /// <summary>The outbound check of a shadow copy succeeded.</summary>
    Outbound,

    /// <summary>At most <c>max</c> percent of the requests that Traefik passes on fail (5xx).</summary>
    ErrorRate,

    /// <summary>95 of 100 requests that Traefik passes on are answered within <c>max</c> milliseconds.</summary>
    Latency,

    /// <summary>A copy of the app's service answers with the other slot, then with the live one. Visitors notice nothing.</summary>
    Rollback,

    /// <summary>A data move was verified and cut over.</summary>
    DataVerified,

    /// <summary>The last run of the restore test succeeded.</summary>
    RestoreTested,

    /// <summary>Policy checks of the objects that the next step plans have no findings, as the command <c>gate</c> found.</summary>
    PolicyClean,

    /// <summary>The newest backup is at most <c>max</c> hours old.</summary>
    BackupAge,

    /// <summary>Log lines of the cluster arrived within the last <c>max</c> seconds in the Loki that Alloy pushes to.</summary>
    LogsArriving,

    /// <summary>All certificates are Ready, and none expires within <c>max</c> days.</summary>
    Certificates,
}
