using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of storage classes, volumes and disks of nodes.</summary>
internal static class StorageRules
{
    /// <summary>The component of k3s that creates its storage class.</summary>
    private const string LocalStorage = "local-storage";

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var storage = context.Spec.Storage;
        foreach (var entry in storage.Classes)
        {
            if (entry.Provisioner == StorageProvisioner.LocalPath && HasNoLocalStorage(context))
            {
                context.Error(
                    entry,
                    "provisioner",
                    $"nothing makes the volumes of '{entry.Name}': cluster.k3s.disable names {LocalStorage}",
                    "use Longhorn, or keep k3s's local storage");
            }
        }

        CheckDefault(context, storage);
        foreach (var volume in storage.Volumes)
        {
            CheckVolume(context, storage, volume);
        }

        foreach (var disk in storage.NodeDisks)
        {
            CheckDisk(context, disk);
        }
    }

    private static bool HasNoLocalStorage(ValidationContext context) => context.Spec.Cluster.K3s.Disable.Contains(LocalStorage);

    /// <summary>k3s writes its class, as the default one, at every start; with a second default the API chooses between them.</summary>
    private static void CheckDefault(ValidationContext context, StorageSpec storage)
    {
        foreach (var second in storage.Classes.Where(entry => entry.Default).Skip(1))
        {
            context.Error(second, "default", "a second default storage class", "only one class can be the default");
        }

        if (storage.Classes.FirstOrDefault(entry => entry.Default) is { } chosen && !HasNoLocalStorage(context))
        {
            const string Own = StorageClassSpec.LocalPath;
            context.Error(
                chosen,
                "default",
                $"'{chosen.Name}' would be the default class beside k3s's own '{Own}', which k3s makes the default again at every start",
                $"leave default out and name the class in each claim, or add {LocalStorage} to cluster.k3s.disable and do without '{Own}'");
        }
    }

    private static void CheckVolume(ValidationContext context, StorageSpec storage, VolumeSpec volume)
    {
        var entry = storage.Classes.FirstOrDefault(known => known.Name == volume.Class);
        var isShared = volume.AccessMode == AccessMode.ReadWriteMany;
        if (isShared && (volume.Class == StorageClassSpec.LocalPath || entry is { Provisioner: StorageProvisioner.LocalPath }))
        {
            context.Error(
                volume,
                "accessMode",
                $"the volume '{volume.Name}' is shared between nodes, its class is a folder of one",
                "use a class of Longhorn's, or ReadWriteOnce");
        }

        if (volume.Class == StorageClassSpec.LocalPath && HasNoLocalStorage(context))
        {
            context.Error(
                volume,
                "class",
                $"nothing makes the volume '{volume.Name}': cluster.k3s.disable names {LocalStorage}",
                "use a class of Longhorn's, or keep k3s's local storage");
        }

        if (isShared && entry is { Locality: DataLocality.StrictLocal })
        {
            context.Error(
                volume,
                "accessMode",
                $"the volume '{volume.Name}' is shared between nodes, its class keeps it on one",
                "use another class of Longhorn's, or ReadWriteOnce");
        }

        // Where two versions run beside each other, BlueGreenRules refuse the mount, with what to do about it.
        var owner = context.Spec.Apps.FirstOrDefault(app =>
            app.Name == volume.Owner && app.Kind == WorkloadKind.Deployment && app.BlueGreen.Mode != BlueGreenMode.Full);
        var pods = owner is null ? 1 : AppPods.Most(owner);
        if (pods > 1 && !isShared)
        {
            context.Error(
                volume,
                "accessMode",
                $"{pods} pods of '{volume.Owner}' share the volume '{volume.Name}', which only one node can mount",
                "use ReadWriteMany, a StatefulSet, or one pod");
        }
    }

    private static void CheckDisk(ValidationContext context, NodeDiskSpec disk)
    {
        if (context.Spec.Cluster.Provider == ClusterProvider.ExistingHosts)
        {
            if (disk.Device is null)
            {
                context.Error(
                    disk,
                    "device",
                    $"which disk of '{disk.Name}' is meant is not said",
                    "a path under /dev that stays the same from boot to boot, like /dev/disk/by-id/nvme-...");
            }

            return;
        }

        if (disk.Device is not null)
        {
            context.Error(
                disk,
                "device",
                $"the disk of '{disk.Name}' is a volume made at Hetzner",
                "leave device out; it is for existing hosts");
        }

        if (disk.Size.Value is < 10e9m or > 10240e9m || disk.Size.Value % 1e9m != 0)
        {
            context.Error(disk, "size", $"a block volume of {disk.Size} cannot be bought", "whole GB from 10G to 10240G");
        }
    }
}
