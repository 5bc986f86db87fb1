namespace Infra.Model;

/// <summary>What a recurring job does.</summary>
public enum RecurringTask
{
    /// <summary>A snapshot beside the volume.</summary>
    Snapshot,

    /// <summary>A copy at the backup target.</summary>
    Backup,
}
