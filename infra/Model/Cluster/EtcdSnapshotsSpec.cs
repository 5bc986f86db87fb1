namespace Infra.Model;

/// <summary>Snapshots of etcd, made by every server.</summary>
public sealed record EtcdSnapshotsSpec
{
    /// <summary>When. Defaults to every six hours (k3s: every twelve).</summary>
    public CronSchedule Schedule { get; init; } = CronSchedule.Parse("0 */6 * * *");

    /// <summary>How many are kept on each server. Defaults to 28, a week at four a day.</summary>
    [Range(1)]
    public int Retention { get; init; } = 28;

    /// <summary>The bucket they are copied to; null (default) keeps them on the servers only.</summary>
    public S3LocationSpec? S3 { get; init; }
}
