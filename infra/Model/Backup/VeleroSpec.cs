namespace Infra.Model;

/// <summary>Velero.</summary>
public sealed record VeleroSpec
{
    /// <summary>Name of the program's own schedule, of keys and certificates.</summary>
    internal const string KeysSchedule = "keys";

    /// <summary>Where it runs. Defaults to <c>velero</c>.</summary>
    [ObjectName]
    public string Namespace { get; init; } = "velero";

    /// <summary>Backup storage locations; the first is the default one.</summary>
    [NotEmpty]
    public IReadOnlyList<BackupLocationSpec> Locations { get; init; } = [];

    /// <summary>The schedules.</summary>
    public IReadOnlyList<BackupScheduleSpec> Schedules { get; init; } = [];

    /// <summary>
    /// Name of the declared secret with the password that encrypts the volumes' data. Null (default) for Velero's own, which is
    /// in its source: whoever has the bucket can read the data. A change makes what was written before unreadable.
    /// </summary>
    [SecretName]
    public string? RepositoryPassword { get; init; }

    /// <summary>Runs the node agent, which moves the data of snapshots to the bucket and copies volumes without snapshots. Defaults to true (source: 001).</summary>
    public bool NodeAgent { get; init; } = true;

    /// <summary>Takes CSI snapshots through Longhorn. Defaults to true (source: 001).</summary>
    public bool VolumeSnapshots { get; init; } = true;
}
