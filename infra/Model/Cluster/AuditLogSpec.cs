namespace Infra.Model;

/// <summary>Audit log of the API server.</summary>
public sealed record AuditLogSpec
{
    /// <summary>Whether the API server writes an audit log. Defaults to true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Number of days that a log file is kept. Defaults to 30.</summary>
    [Range(0)]
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>Number of log files that are kept. Defaults to 10.</summary>
    [Range(0)]
    public int MaxBackups { get; init; } = 10;

    /// <summary>Maximum size of a log file, in MB. Defaults to 100.</summary>
    [Range(1)]
    public int MaxSizeMb { get; init; } = 100;
}
