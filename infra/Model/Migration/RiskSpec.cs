namespace Infra.Model;

/// <summary>A risk the plan names.</summary>
public sealed record RiskSpec : INamed
{
    /// <summary>The risk.</summary>
    public required string Name { get; init; }

    /// <summary>How bad it would be.</summary>
    public required Severity Impact { get; init; }

    /// <summary>How likely it is; null where the plan does not say.</summary>
    public Severity? Likelihood { get; init; }

    /// <summary>What is done about it.</summary>
    public required string Mitigation { get; init; }
}
