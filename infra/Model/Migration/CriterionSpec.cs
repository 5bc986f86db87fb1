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
    [NotBuiltYet]
    [FreeText]
    public required string Title { get; init; }

    /// <summary>Check of the criterion.</summary>
    [NotBuiltYet]
    public required GateCheck Check { get; init; }

    /// <summary>Environment to check. Defaults to the stack's.</summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>Target of the check: an app, database, job, host or volume, depending on the check.</summary>
    [NotBuiltYet]
    public string? Target { get; init; }

    /// <summary>Maximum allowed value, in the check's unit; null (default) for checks without one.</summary>
    [NotBuiltYet]
    [NotNegative]
    public decimal? Max { get; init; }

    /// <summary>Time for which the criterion must hold; null (default) to check once.</summary>
    [NotBuiltYet]
    [Positive]
    public Duration? For { get; init; }

    /// <summary>Path to request (<see cref="GateCheck.Http"/>).</summary>
    [NotBuiltYet]
    [UrlPath]
    public string? Path { get; init; }
}
