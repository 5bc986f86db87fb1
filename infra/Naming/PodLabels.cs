using Infra.Model;

namespace Infra.Naming;

/// <summary>
/// Labels that select pods. The program's own pods have <see cref="Labels.Name"/>; the pods of operators and charts have labels that the
/// part or engine knows.
/// </summary>
public static class PodLabels
{
    /// <summary>Label with the release of a chart, or with the cluster that an operator's pods belong to.</summary>
    public const string Instance = "app.kubernetes.io/instance";

    /// <summary>No labels, for all pods of a namespace.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>();

    /// <summary>Labels of pods by their name label: apps, jobs, dumps, most charts.</summary>
    public static IReadOnlyDictionary<string, string> Named(string name) => One(Labels.Name, Labels.Value(name));

    /// <summary>Labels of an app's pods, of both slots. A chart's pods have the release as a label, which is named after the app.</summary>
    public static IReadOnlyDictionary<string, string> App(AppSpec app) =>
        app.Kind == WorkloadKind.HelmChart ? One(Instance, Labels.Value(app.Name)) : Named(app.Name);

    /// <summary>Labels of the pods of an app's slot; those of all its pods without a slot.</summary>
    /// <param name="app">The app.</param>
    /// <param name="slot">The slot; null for an app without slots.</param>
    public static IReadOnlyDictionary<string, string> App(AppSpec app, Slot? slot) => slot is { } known
        ? new Dictionary<string, string> { [Labels.Name] = Labels.Value(app.Name), [Labels.Slot] = SlotName.Of(known) }
        : App(app);

    /// <summary>One label.</summary>
    internal static IReadOnlyDictionary<string, string> One(string key, string value) => new Dictionary<string, string> { [key] = value };
}
