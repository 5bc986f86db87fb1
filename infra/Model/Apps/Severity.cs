namespace Infra.Model;

/// <summary>How bad something is.</summary>
public enum Severity
{
    /// <summary>Hardly.</summary>
    Low,

    /// <summary>Somewhat.</summary>
    Medium,

    /// <summary>Very.</summary>
    High,

    /// <summary>As bad as can be.</summary>
    Critical,
}
