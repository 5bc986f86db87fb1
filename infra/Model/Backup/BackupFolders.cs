namespace Infra.Model;

/// <summary>The folders of buckets that a stack writes to.</summary>
public static class BackupFolders
{
    /// <summary>The folders of a stack: those of the cluster where it owns one, and those of the databases it makes.</summary>
    /// <param name="spec">The folded system.</param>
    public static IReadOnlyList<BackupFolder> Of(SystemSpec spec)
    {
        var folders = new List<BackupFolder>();
        if (spec.OwnsCluster())
        {
            Add(spec.Cluster.K3s.EtcdSnapshots.S3, "k3s's etcd snapshots");
            Add(spec.Storage.BackupTarget, "Longhorn");
            foreach (var location in spec.Backup.Velero?.Locations ?? [])
            {
                Add(location.S3, $"Velero's location '{location.Name}'");
            }
        }

        foreach (var server in DatabasePlacement.Made(spec, spec.Databases.Servers()))
        {
            Add(server.Archive?.Location, $"the archive of '{server.Name}'", isArchive: true);
        }

        return folders;

        void Add(S3LocationSpec? location, string user, bool isArchive = false)
        {
            if (location is not null)
            {
                folders.Add(new(location, user, isArchive));
            }
        }
    }
}
