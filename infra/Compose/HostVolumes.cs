using Infra.Model;

namespace Infra.Compose;

/// <summary>Named volumes of a service, which all projects of its host share by their names.</summary>
internal static class HostVolumes
{
    /// <summary>The volumes, each with the record and setting that name it, and whether others may have it too.</summary>
    /// <param name="system">The system.</param>
    /// <param name="planned">The service.</param>
    public static IEnumerable<(object Record, string Setting, string Volume, bool ReadOnly, bool Shared)> Of(
        SystemSpec system, PlannedService planned)
    {
        foreach (var mount in planned.App?.Mounts ?? [])
        {
            if (!planned.Compose.Volumes.Any(volume => volume.Path == mount.Path))
            {
                var isShared = system.Storage.Volumes.Any(
                    volume => volume.Name == mount.Name && volume.AccessMode == AccessMode.ReadWriteMany);
                yield return (mount, "name", mount.Name, mount.ReadOnly, isShared);
            }
        }

        foreach (var volume in planned.Compose.Volumes)
        {
            if (volume.Volume is { } name)
            {
                yield return (volume, "volume", name, volume.ReadOnly, volume.Shared);
            }
        }
    }
}
