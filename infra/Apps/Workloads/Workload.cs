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
    public string Name => Slot is { } slot ? $"{App.Name}-{SlotName.Of(slot)}" : App.Name;

    /// <summary>Labels that select its pods.</summary>
    public IReadOnlyDictionary<string, string> Selector => PodLabels.App(App, Slot);

    /// <summary>Most pods at once.</summary>
    public int Most => Replicas ?? App.Autoscaling?.Max ?? App.Replicas;

    /// <summary>Fewest pods at once.</summary>
    public int Fewest => Replicas ?? App.Autoscaling?.Min ?? App.Replicas;

    /// <summary>
    /// The workload of an app without slots: its image, or that of the live slot.
    /// </summary>
    /// <param name="app">The app, with an image.</param>
    public static Workload Of(AppSpec app) => new(app, null, ImageOf(app, app.BlueGreen.Live), ReplicasOf(app));

    /// <summary>Image of a slot of an app.</summary>
    public static string ImageOf(AppSpec app, Slot slot) =>
        (slot == Model.Slot.Green ? app.BlueGreen.GreenImage : app.BlueGreen.BlueImage) ?? app.Image!;

    /// <summary>Number of an app's pods; null where an autoscaler decides it.</summary>
    public static int? ReplicasOf(AppSpec app) => app.Autoscaling is null ? app.Replicas : null;
}
