namespace Infra.Model;

/// <summary>Velero and its settings.</summary>
public sealed record VeleroSpec
{
    /// <summary>Name of the program's own backup schedule, for keys and certificates.</summary>
    internal const string KeysSchedule = "keys";

    /// <summary>Namespace of Velero. Defaults to <c>velero</c>.</summary>
    [NamespaceName]
    public string Namespace { get; init; } = "velero";

    /// <summary>Backup storage locations; the first one is the default.</summary>
    [NotEmpty]
    public IReadOnlyList<BackupLocationSpec> Locations { get; init; } = [];

    /// <summary>Backup schedules.</summary>
    public IReadOnlyList<BackupScheduleSpec> Schedules { get; init; } = [];

    /// <summary>
    /// Name of the declared secret with the password that encrypts the volumes' data. Null (default) for Velero's built-in password, which
    /// is public: anyone with access to the bucket can then read the data. Changing it makes earlier backups unreadable.
    /// </summary>
    [SecretName]
    public string? RepositoryPassword { get; init; }

    /// <summary>
    /// Whether the node agent runs, which copies the data of snapshots, and of volumes without snapshots, to the bucket. Defaults to true
    /// (source: 001).
    /// </summary>
    public bool NodeAgent { get; init; } = true;

    /// <summary>Whether Velero takes CSI snapshots through Longhorn. Defaults to true (source: 001).</summary>
    public bool VolumeSnapshots { get; init; } = true;
}
