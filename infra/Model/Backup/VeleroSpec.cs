namespace Infra.Model;

/// <summary>Velero.</summary>
public sealed record VeleroSpec
{
    /// <summary>Where it runs. Defaults to <c>velero</c>.</summary>
    public string Namespace { get; init; } = "velero";

    /// <summary>Backup storage locations; the first is the default one.</summary>
    public IReadOnlyList<BackupLocationSpec> Locations { get; init; } = [];

    /// <summary>The schedules.</summary>
    public IReadOnlyList<BackupScheduleSpec> Schedules { get; init; } = [];

    /// <summary>Runs the node agent, for volumes without snapshots. Defaults to true (source: 001).</summary>
    public bool NodeAgent { get; init; } = true;

    /// <summary>Takes CSI snapshots through Longhorn. Defaults to true (source: 001).</summary>
    public bool VolumeSnapshots { get; init; } = true;
}
