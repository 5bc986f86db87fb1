namespace Infra.Model;

/// <summary>From which archive, and up to when, a cluster is made.</summary>
public sealed record RecoverySpec
{
    /// <summary>Name of the cluster whose archive is read.</summary>
    public required string Source { get; init; }

    /// <summary>The moment to stop at, RFC 3339; null (default) for the end of the archive.</summary>
    public string? TargetTime { get; init; }
}
