using Infra.Model;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>The pods of one version of an app: a Deployment, StatefulSet or CronJob. Plain data: it creates no resource.</summary>
/// <param name="App">The app.</param>
/// <param name="Slot">Its blue-green slot; null for an app without slots of its own names.</param>
/// <param name="Image">The image.</param>
/// <param name="Replicas">Number of pods; null where an autoscaler decides it.</param>
public sealed record Workload(AppSpec App, Slot? Slot, string Image, int? Replicas)
{
    /// <summary>Name of the workload.</summary>
    public string Name => Slot is { } slot ? SlotName.Of(App, slot) : App.Name;

    /// <summary>Labels that select its pods.</summary>
    public IReadOnlyDictionary<string, string> Selector => PodLabels.App(App, Slot);

    /// <summary>Whether the app's service selects these pods.</summary>
    public bool IsLive => Slot is null || Slot == App.BlueGreen.Live;

    /// <summary>
    /// Labels of the selector of its Deployment, which can never change: without a slot, with the one that Flagger gives another value on
    /// the pods of its copy.
    /// </summary>
    public IReadOnlyDictionary<string, string> Tracked => Slot is null
        ? new Dictionary<string, string>(Selector, StringComparer.Ordinal) { [Labels.Track] = Labels.Value(App.Name) }
        : Selector;

    /// <summary>
    /// Labels that the app's service selects: without a slot, with one that the pods of slots lack. A copy of the pods by Flagger has it
    /// too.
    /// </summary>
    public IReadOnlyDictionary<string, string> Served => Slot is null
        ? new Dictionary<string, string>(Selector, StringComparer.Ordinal) { [Labels.Versions] = Labels.OneVersion }
        : Selector;

    /// <summary>Most pods at once.</summary>
    public int Most => Kept ?? Full;

    /// <summary>Fewest pods at once.</summary>
    public int Fewest => Kept ?? App.Autoscaling?.Min ?? App.Replicas;

    /// <summary>
    /// Most pods at once while it is live. What pods are made from depends on this number alone, so that a slot goes live with the pods
    /// that it has.
    /// </summary>
    public int Full => App.Autoscaling?.Max ?? App.Replicas;

    private int? Kept => IsLive ? Replicas : App.BlueGreen.IdleReplicas ?? Replicas;

    /// <summary>The workload of an app without slots: its image, or that of the live slot.</summary>
    /// <param name="app">The app, with an image.</param>
    public static Workload Of(AppSpec app) => new(app, null, ImageOf(app, app.BlueGreen.Live), ReplicasOf(app));

    /// <summary>
    /// The workloads of an app with two versions side by side. An autoscaler decides the pods of both or of neither: a number that changed
    /// hands at every switch would fall to one pod in between.
    /// </summary>
    /// <param name="app">The app, with an image.</param>
    public static (Workload Live, Workload Idle) SlotsOf(AppSpec app)
    {
        var (live, replicas) = (app.BlueGreen.Live, ReplicasOf(app));
        var idle = live == Model.Slot.Blue ? Model.Slot.Green : Model.Slot.Blue;
        return (
            new(app, live, ImageOf(app, live), replicas),
            new(app, idle, ImageOf(app, idle), replicas is null ? null : app.BlueGreen.IdleReplicas ?? replicas));
    }

    /// <summary>Whether both slots of an app have one image, so that no way back is kept.</summary>
    public static bool IsSettled(AppSpec app) => ImageOf(app, Model.Slot.Blue) == ImageOf(app, Model.Slot.Green);

    /// <summary>Image of a slot of an app.</summary>
    public static string ImageOf(AppSpec app, Slot slot) => app.BlueGreen.ImageOf(slot, app.Image)!;

    /// <summary>Number of an app's pods; null where an autoscaler decides it.</summary>
    public static int? ReplicasOf(AppSpec app) => app.Autoscaling is null ? app.Replicas : null;
}
