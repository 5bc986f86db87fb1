namespace Infra.Model;

/// <summary>A criterion of a gate.</summary>
[RequiredWhen(nameof(Max), nameof(Check), nameof(GateCheck.Failover), nameof(GateCheck.ErrorRate), nameof(GateCheck.Latency),
    nameof(GateCheck.BackupAge), nameof(GateCheck.LogsArriving), nameof(GateCheck.Certificates))]
public sealed record CriterionSpec : INamed
{
    /// <summary>Name of the criterion.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Condition that must hold, as a text for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>Check of the criterion.</summary>
    public required GateCheck Check { get; init; }

    /// <summary>
    /// Environment to check. Defaults to the stack's. One in the stack's cluster is asked by the stack itself; of one in another cluster,
    /// the stack of the environment must have passed the gate.
    /// </summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>
    /// Target of the check: an app (<c>http</c>, <c>workloadReady</c>, <c>rollback</c>, <c>outbound</c>, and optionally <c>errorRate</c>
    /// and <c>latency</c>), a database server (<c>workloadReady</c>, <c>failover</c>), an init job (<c>jobSucceeded</c>), a data move
    /// (<c>dataVerified</c>), a backup schedule (<c>backupAge</c>) or a restore test (<c>restoreTested</c>). The other checks have none.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>
    /// Maximum allowed value, in the check's unit: seconds (<c>failover</c>, <c>logsArriving</c>), percent (<c>errorRate</c>), milliseconds
    /// (<c>latency</c>), hours (<c>backupAge</c>) or days (<c>certificates</c>). The other checks have none.
    /// </summary>
    [NotNegative]
    public decimal? Max { get; init; }

    /// <summary>
    /// Time over which <see cref="GateCheck.ErrorRate"/> and <see cref="GateCheck.Latency"/> are measured; with less history the criterion
    /// does not hold. Null (default) for one hour. The other checks ask about the moment of the run and have none.
    /// </summary>
    [Positive]
    public Duration? For { get; init; }

    /// <summary>
    /// Path to request (<see cref="GateCheck.Http"/>, <see cref="GateCheck.Rollback"/>). Defaults to <c>/</c>, and for a rollback to that
    /// of the smoke test.
    /// </summary>
    [UrlPath]
    public string? Path { get; init; }
}
