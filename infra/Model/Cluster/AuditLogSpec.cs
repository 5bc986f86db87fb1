namespace Infra.Model;

/// <summary>The API server's audit log.</summary>
public sealed record AuditLogSpec
{
    /// <summary>Defaults to true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Days a file is kept. Defaults to 30.</summary>
    [Range(0)]
    public int MaxAgeDays { get; init; } = 30;

    /// <summary>Files kept. Defaults to 10.</summary>
    [Range(0)]
    public int MaxBackups { get; init; } = 10;

    /// <summary>Size of a file in MB. Defaults to 100.</summary>
    [Range(1)]
    public int MaxSizeMb { get; init; } = 100;
}
