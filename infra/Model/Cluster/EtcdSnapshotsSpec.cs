namespace Infra.Model;

/// <summary>Snapshots of etcd, taken by every server.</summary>
public sealed record EtcdSnapshotsSpec
{
    /// <summary>Schedule of the snapshots. Defaults to every six hours (k3s: every twelve).</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 */6 * * *");

    /// <summary>
    /// Number of snapshots kept of each server, on its disk and in the bucket. Defaults to 28, one week at four a day. Of those taken
    /// before an upgrade, each server keeps three on its disk.
    /// </summary>
    [Range(1)]
    public int Retention { get; init; } = 28;

    /// <summary>Bucket that the snapshots are copied to; null (default) to keep them on the servers only.</summary>
    public S3LocationSpec? S3 { get; init; }
}
