namespace Infra.Model;

/// <summary>Decision on who claims a volume: the stack by the volume's name, or each pod of a set by a template.</summary>
public static class VolumeClaims
{
    /// <summary>
    /// The app whose pods mount one claim with the volume's name; null where each pod, or a database, has its own. A claim of its own name
    /// lets an app that runs one version at a time change to another volume, such as one from a snapshot, without a new set.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="volume">The volume.</param>
    public static AppSpec? OwnerOf(SystemSpec system, VolumeSpec volume)
    {
        foreach (var app in system.Apps)
        {
            if (app.Name == volume.Owner)
            {
                var one = app.Kind == WorkloadKind.Deployment
                    || (app.Kind == WorkloadKind.StatefulSet
                        && (volume.AccessMode == AccessMode.ReadWriteMany || app.BlueGreen.Mode == BlueGreenMode.Partial));
                return one ? app : null;
            }
        }

        return null;
    }
}
