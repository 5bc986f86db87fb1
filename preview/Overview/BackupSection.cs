using Infra.Databases;
using Infra.Model;

namespace Infra.Preview.Overview;

/// <summary>Backups that the stack makes: what, when, where to, and how long or how many are kept.</summary>
internal static class BackupSection
{
    /// <summary>Makes the section.</summary>
    public static OverviewSection Of(SystemSpec system)
    {
        var rows = new List<IReadOnlyList<string>>();
        if (system.OwnsCluster())
        {
            AddCluster(rows, system);
        }
        foreach (var server in DatabasePlacement.Made(system, system.Databases.Servers()))
        {
            if (server.Archive is { } archive)
            {
                rows.Add([$"archive of {server.Name}", $"{archive.BaseBackup}", Bucket(archive.Location), $"{archive.KeepFor}"]);
            }
        }
        foreach (var dump in DatabasePlacement.Dumps(system))
        {
            rows.Add([$"dumps of {dump.Server}", $"{dump.Schedule}", dump.Destination, $"{dump.KeepFor}"]);
        }
        return new("backups", rows);
    }

    private static void AddCluster(List<IReadOnlyList<string>> rows, SystemSpec system)
    {
        var etcd = system.Cluster.K3s.EtcdSnapshots;
        rows.Add(["etcd", $"{etcd.Schedule}", etcd.S3 is { } s3 ? Bucket(s3) : "on the servers alone", $"{etcd.Retention} of each server"]);
        foreach (var job in system.Storage.RecurringJobs)
        {
            var (what, where) = job.Task == RecurringTask.Snapshot
                ? ("snapshots of volumes", "on the same disks")
                : ("volumes", system.Storage.BackupTarget is { } target ? Bucket(target) : "");
            rows.Add([what, $"{job.Schedule}", where, $"{job.Retain}"]);
        }
        if (system.Backup.Velero is not { } velero)
        {
            return;
        }
        foreach (var schedule in velero.Schedules)
        {
            var location = velero.Locations.FirstOrDefault(location => location.Name == schedule.Location) ?? velero.Locations[0];
            var what = $"namespaces {string.Join(", ", schedule.Namespaces)}";
            rows.Add([what, $"{schedule.Schedule}", Bucket(location.S3), $"{schedule.KeepFor}"]);
        }
        foreach (var test in system.Backup.RestoreTests)
        {
            rows.Add([$"restore test of {test.Backup}", $"{test.Schedule}", $"namespace {test.Into}", ""]);
        }
    }

    private static string Bucket(S3LocationSpec location) =>
        location.Folder.Length == 0 ? location.Bucket : $"{location.Bucket}/{location.Folder}";
}
