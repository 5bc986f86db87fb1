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

    private static int WithSlots(AppSpec app, int live) =>
        live + (app.BlueGreen.Mode == BlueGreenMode.Full ? app.BlueGreen.IdleReplicas ?? live : 0);
}
