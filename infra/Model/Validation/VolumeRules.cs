namespace Infra.Model.Validation;

/// <summary>Rules of volumes that begin with a snapshot.</summary>
public static class VolumeRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var volume in context.Spec.Storage.Volumes)
        {
            if (volume.Snapshot is null)
            {
                continue;
            }

            if (VolumeClaims.OwnerOf(context.Spec, volume) is null)
            {
                context.Error(
                    volume,
                    "snapshot",
                    $"each pod of '{volume.Owner}' has a volume of its own, and one snapshot cannot fill them",
                    "remove snapshot; restore the volumes of a set or a database one by one (docs/runbooks/volume-restore.md)");
            }
            else if (ValidationContext.Find(context.Spec.Storage.Classes, volume.Class) is not StorageClassSpec
            {
                Provisioner: StorageProvisioner.Longhorn
            })
            {
                context.Error(
                    volume,
                    "class",
                    $"'{volume.Class}' cannot fill a volume from a snapshot",
                    "choose a class of Longhorn");
            }
        }
    }
}
