namespace Infra.Model;

/// <summary>The volumes that the described system needs on the disks of nodes.</summary>
public static class PlacedVolumes
{
    /// <summary>The volumes of a stack, one for each member of a set.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="shared">Those of databases and observability too, which come with the cluster.</param>
    public static IReadOnlyList<PlacedVolume> Of(SystemSpec spec, bool shared)
    {
        var volumes = new List<PlacedVolume>();
        foreach (var volume in spec.Storage.Volumes)
        {
            for (var member = Members(spec, volume, shared); member > 0; member--)
            {
                volumes.Add(new PlacedVolume(volume.Size.Value, CopiesOf(spec, volume.Class), volume.Name));
            }
        }

        if (shared)
        {
            foreach (var server in spec.Databases.Servers())
            {
                AddFurther(volumes, spec, server);
            }

            var watch = spec.Observability;
            Add(volumes, spec, "prometheus", watch.Prometheus?.Size, watch.Prometheus?.Class);
            Add(volumes, spec, "grafana", watch.Grafana?.Size, watch.Grafana?.Class);
            Add(volumes, spec, "loki", watch.Loki?.Size, watch.Loki?.Class);
        }

        return volumes;
    }

    private static void AddFurther(List<PlacedVolume> volumes, SystemSpec spec, IDatabaseServerSpec server)
    {
        if (server.FurtherVolumes.Count == 0 || spec.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is not { } data)
        {
            return;
        }

        foreach (var (name, size) in server.FurtherVolumes)
        {
            for (var member = server.Instances; member > 0; member--)
            {
                Add(volumes, spec, name, size, data.Class);
            }
        }
    }

    private static void Add(List<PlacedVolume> volumes, SystemSpec spec, string name, Quantity? size, string? storageClass)
    {
        if (size is not null && storageClass is not null)
        {
            volumes.Add(new PlacedVolume(size.Value, CopiesOf(spec, storageClass), name));
        }
    }

    private static int CopiesOf(SystemSpec spec, string name) =>
        spec.Storage.Classes.FirstOrDefault(entry => entry.Name == name) is { Provisioner: StorageProvisioner.Longhorn } found
            ? found.Replicas
            : 0;

    private static int Members(SystemSpec spec, VolumeSpec volume, bool shared)
    {
        if (spec.Databases.Server(volume.Owner) is { } server)
        {
            return shared || server.EnvironmentIn(spec) is not null ? server.Instances : 0;
        }

        return spec.Apps.FirstOrDefault(app => app.Name == volume.Owner) is { Kind: WorkloadKind.StatefulSet } app ? app.Replicas : 1;
    }
}
