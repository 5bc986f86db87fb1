namespace Infra.Model;

/// <summary>A criterion of a gate.</summary>
[RequiredWhen(nameof(Max), nameof(Check), GateCheck.Failover, GateCheck.ErrorRate, GateCheck.Latency, GateCheck.BackupAge, GateCheck.LogsArriving, GateCheck.Certificates)]
public sealed record CriterionSpec : INamed
{
    /// <summary>The criterion's name.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>What must hold, for people.</summary>
    [FreeText]
    public required string Title { get; init; }

    /// <summary>How it is checked.</summary>
    public required GateCheck Check { get; init; }

    /// <summary>The environment it is checked in. Defaults to that of the stack.</summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>What is checked: an app, database, job, host or volume, depending on the check.</summary>
    public string? Target { get; init; }

    /// <summary>The most that is allowed, in the check's unit; null where it has none.</summary>
    [NotNegative]
    public decimal? Max { get; init; }

    /// <summary>How long it must hold; null (default) for once.</summary>
    [Positive]
    public Duration? For { get; init; }

    /// <summary>The path asked (<see cref="GateCheck.Http"/>).</summary>
    [UrlPath]
    public string? Path { get; init; }
}
