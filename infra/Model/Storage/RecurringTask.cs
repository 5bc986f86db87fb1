namespace Infra.Model;

/// <summary>Task of a recurring job.</summary>
public enum RecurringTask
{
    /// <summary>Snapshot on the same disks as the volume.</summary>
    Snapshot,

    /// <summary>Backup to the backup target.</summary>
    Backup,
}
