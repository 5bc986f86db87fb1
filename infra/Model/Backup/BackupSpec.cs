namespace Infra.Model;

/// <summary>Cluster backups with Velero.</summary>
public sealed record BackupSpec
{
    /// <summary>Velero; null (default) for none.</summary>
    public VeleroSpec? Velero { get; init; }

    /// <summary>Scheduled tests that restore a backup.</summary>
    public IReadOnlyList<RestoreTestSpec> RestoreTests { get; init; } = [];
}
