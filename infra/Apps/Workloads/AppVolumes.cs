using Infra.Model;
using Infra.Naming;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>The volumes of an app's pod and the paths at which its container sees them.</summary>
internal static class AppVolumes
{
    private const int ReadableByGroup = 288; // 0440
    private const string ScratchVolume = "scratch";

    /// <summary>Folder that a pod with a read-only root always has.</summary>
    public const string Temporary = "/tmp";
    private const string TemporaryVolume = "infra-tmp";
    private const string TemporarySize = "64Mi";

    /// <summary>Prefixes of the names of volumes that a pod has beside the described ones.</summary>
    public static IReadOnlyList<string> PodPrefixes { get; } = ["infra-", $"{ScratchVolume}-"];

    /// <summary>Adds the described mounts.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The app's container.</param>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static void AddMounts(PodSpecArgs pod, ContainerArgs container, SystemSpec system, AppSpec app)
    {
        foreach (var described in app.Mounts)
        {
            var mount = new VolumeMountArgs { Name = described.Name, MountPath = described.Path };
            if (described.SubPath.Length > 0)
            {
                mount.SubPath = described.SubPath;
            }

            if (described.ReadOnly)
            {
                mount.ReadOnly = true;
            }

            container.VolumeMounts.Add(mount);
            if (Own(system, app, described) is null)
            {
                pod.Volumes.Add(new VolumeArgs
                {
                    Name = described.Name,
                    PersistentVolumeClaim = new PersistentVolumeClaimVolumeSourceArgs { ClaimName = described.Name },
                });
            }
        }
    }

    /// <summary>Adds the scratch folders and the files, which the app's jobs have too.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="app">The app.</param>
    public static void AddFolders(PodSpecArgs pod, ContainerArgs container, AppSpec app)
    {
        AddScratch(pod, container, app);
        AddFiles(pod, container, app);
    }

    /// <summary>The volume of a mount that each member of the app's StatefulSet has as its own; null for a shared one.</summary>
    public static VolumeSpec? Own(SystemSpec system, AppSpec app, MountSpec mount)
    {
        if (app.Kind != WorkloadKind.StatefulSet)
        {
            return null;
        }

        foreach (var volume in system.Storage.Volumes)
        {
            if (volume.Name == mount.Name)
            {
                return volume.Owner == app.Name && VolumeClaims.OwnerOf(system, volume) is null ? volume : null;
            }
        }

        return null;
    }

    private static void AddScratch(PodSpecArgs pod, ContainerArgs container, AppSpec app)
    {
        var hasTemporary = !app.Security.ReadOnlyRoot;
        foreach (var mount in app.Mounts)
        {
            hasTemporary |= mount.Path == Temporary;
        }

        foreach (var scratch in app.Scratch)
        {
            hasTemporary |= scratch.Path == Temporary;
            Add(PhysicalName.Kubernetes(ScratchVolume, scratch.Name), scratch.Path, scratch.Size.ToString(), scratch.Memory);
        }

        if (!hasTemporary)
        {
            Add(TemporaryVolume, Temporary, TemporarySize, memory: false);
        }

        void Add(string name, string path, string size, bool memory)
        {
            var folder = new EmptyDirVolumeSourceArgs { SizeLimit = size };
            if (memory)
            {
                folder.Medium = "Memory";
            }

            pod.Volumes.Add(new VolumeArgs { Name = name, EmptyDir = folder });
            container.VolumeMounts.Add(new VolumeMountArgs { Name = name, MountPath = path });
        }
    }

    // A mount of a single file is not updated in a running pod, which is what keyed names and annotations expect.
    private static void AddFiles(PodSpecArgs pod, ContainerArgs container, AppSpec app)
    {
        foreach (var file in app.Files)
        {
            container.VolumeMounts.Add(new VolumeMountArgs
            {
                Name = file.Secret is null ? AppFiles.PlainVolume : AppFiles.SecretVolume,
                MountPath = file.Path,
                SubPath = file.Name,
                ReadOnly = true,
            });
        }

        if (AppFiles.PlainName(app) is { } plain)
        {
            pod.Volumes.Add(new VolumeArgs { Name = AppFiles.PlainVolume, ConfigMap = new ConfigMapVolumeSourceArgs { Name = plain } });
        }

        if (AppFiles.SecretName(app) is { } secret)
        {
            pod.Volumes.Add(new VolumeArgs
            {
                Name = AppFiles.SecretVolume,
                Secret = new SecretVolumeSourceArgs { SecretName = secret, DefaultMode = ReadableByGroup },
            });
        }
    }
}
