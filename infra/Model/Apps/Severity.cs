namespace Infra.Model;

/// <summary>Severity of a finding, alert or risk.</summary>
public enum Severity
{
    /// <summary>Low severity.</summary>
    Low,

    /// <summary>Medium severity.</summary>
    Medium,

    /// <summary>High severity.</summary>
    High,

    /// <summary>Critical severity.</summary>
    Critical,
}
