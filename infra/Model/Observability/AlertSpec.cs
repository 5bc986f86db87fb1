namespace Infra.Model;

/// <summary>An alert.</summary>
public sealed record AlertSpec : INamed
{
    /// <summary>Name of the alert.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>Signal to watch.</summary>
    public required AlertSignal Signal { get; init; }

    /// <summary>Threshold from which the alert is raised, in the signal's unit.</summary>
    [NotNegative]
    public required decimal Threshold { get; init; }

    /// <summary>Time for which the threshold must be exceeded before the alert is raised. Defaults to 10 minutes.</summary>
    public Duration For { get; init; } = Duration.Parse("10m");

    /// <summary>Severity of the alert. Defaults to <see cref="Severity.High"/>.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>Whether the alert is raised at all; false to leave out the usual alert on a signal. Defaults to true.</summary>
    public bool Enabled { get; init; } = true;
}
