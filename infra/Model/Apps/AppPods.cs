namespace Infra.Model;

/// <summary>Number of an app's pods, those of the other blue-green slot included.</summary>
public static class AppPods
{
    /// <summary>Most pods of an app at once: with autoscaling the upper limit.</summary>
    /// <param name="app">The app.</param>
    public static int Most(AppSpec app) => WithSlots(app, app.Autoscaling?.Max ?? app.Replicas);

    /// <summary>Fewest pods of an app at once: with autoscaling the lower limit.</summary>
    /// <param name="app">The app.</param>
    public static int Fewest(AppSpec app) => WithSlots(app, app.Autoscaling?.Min ?? app.Replicas);

    /// <summary>
    /// Pods that start before old ones stop while another version goes live: those by which the slot that is not live grows, as many again
    /// with a canary, or one of an app whose pods are replaced one after another.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    /// <param name="live">Number of pods of the live version.</param>
    public static int Surge(SystemSpec system, AppSpec app, int live) => system.Releases(app.Name) ? live : app.BlueGreen.Mode switch
    {
        BlueGreenMode.Full => Math.Max(0, live - (app.BlueGreen.IdleReplicas ?? live)),
        BlueGreenMode.Partial => 0,
        _ => app.Kind == WorkloadKind.Deployment && live > 0 && !Recreates(system, app) ? 1 : 0,
    };

    /// <summary>Whether all old pods must have stopped before new ones start: as described, or for a volume of one node.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static bool Recreates(SystemSpec system, AppSpec app) =>
        app.Strategy == RolloutStrategy.Recreate || OneNodeMount(system, app) is not null;

    /// <summary>The first mount of an app whose volume only one node, or one pod, may have; null for none.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static MountSpec? OneNodeMount(SystemSpec system, AppSpec app)
    {
        foreach (var mount in app.Mounts)
        {
            foreach (var volume in system.Storage.Volumes)
            {
                if (volume.Name == mount.Name && volume.AccessMode != AccessMode.ReadWriteMany)
                {
                    return mount;
                }
            }
        }

        return null;
    }

    private static int WithSlots(AppSpec app, int live) =>
        live + (app.BlueGreen.Mode == BlueGreenMode.Full ? app.BlueGreen.IdleReplicas ?? live : 0);
}
