namespace Infra.Model;

/// <summary>A risk named in the plan.</summary>
[ForPeople]
public sealed record RiskSpec : INamed
{
    /// <summary>Name of the risk.</summary>
    public required string Name { get; init; }

    /// <summary>Severity of the impact.</summary>
    public required Severity Impact { get; init; }

    /// <summary>Likelihood of the risk; null (default) if the plan does not state it.</summary>
    public Severity? Likelihood { get; init; }

    /// <summary>Measures against the risk.</summary>
    public required string Mitigation { get; init; }
}
