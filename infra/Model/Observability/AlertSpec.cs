namespace Infra.Model;

/// <summary>An alert.</summary>
public sealed record AlertSpec : INamed
{
    /// <summary>The alert's name.</summary>
    [EntryName]
    public required string Name { get; init; }

    /// <summary>What is watched.</summary>
    public required AlertSignal Signal { get; init; }

    /// <summary>The value from which it fires, in the signal's unit.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>How long before it fires. Defaults to 10 minutes.</summary>
    public Duration For { get; init; } = Duration.Parse("10m");

    /// <summary>How bad it is. Defaults to <see cref="Severity.High"/>.</summary>
    public Severity Severity { get; init; } = Severity.High;
}
