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
    /// Pods that are added while another version goes live: both slots have their full size until the former one shrinks, and so have the
    /// two versions of a canary.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static int Released(SystemSpec system, AppSpec app)
    {
        var full = app.Autoscaling?.Max ?? app.Replicas;
        return system.Releases(app.Name) ? full
            : app.BlueGreen.Mode == BlueGreenMode.Full ? Math.Max(0, full - (app.BlueGreen.IdleReplicas ?? full)) : 0;
    }

    /// <summary>
    /// Pods that start before old ones stop when a version is replaced: those by which the slot that is not live grows, or one of an app
    /// whose pods are replaced one after another.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="recreates">Whether all old pods stop before new ones start.</param>
    /// <param name="releases">Whether a canary releases the app: then both versions have their full size.</param>
    public static int Surge(AppSpec app, bool recreates, bool releases = false)
    {
        var live = app.Autoscaling?.Min ?? app.Replicas;
        return releases ? live : app.BlueGreen.Mode switch
        {
            BlueGreenMode.Full => Math.Max(0, live - (app.BlueGreen.IdleReplicas ?? live)),
            BlueGreenMode.Partial => 0,
            _ => app.Kind == WorkloadKind.Deployment && !recreates && live > 0 ? 1 : 0,
        };
    }

    private static int WithSlots(AppSpec app, int live) =>
        live + (app.BlueGreen.Mode == BlueGreenMode.Full ? app.BlueGreen.IdleReplicas ?? live : 0);
}
