using Infra.Apps;
using Infra.Model;
using Infra.Naming;

namespace Infra.Migration;

/// <summary>
/// The workloads whose pods use the target of a move, as lines for its script: <c>namespace kind/name</c>, or <c>namespace -l selector</c>
/// for what a chart makes. One that does not exist is passed over there.
/// </summary>
public static class TargetWorkloads
{
    /// <summary>The workloads of a move.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move.</param>
    public static IReadOnlyList<string> Of(SystemSpec system, DataMoveSpec move)
    {
        var kind = MoveKinds.Of(move);
        var lines = new List<string>(kind.FurtherWorkloads(system, move));
        foreach (var app in kind.UsersOf(system, move))
        {
            lines.AddRange(NamesOf(system, app).Select(name => Line(system.NamespaceOf(app), name)));
        }

        return lines;
    }

    /// <summary>A line of the list.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="workload">The workload.</param>
    public static string Line(string @namespace, string workload) => $"{@namespace} {workload}";

    /// <summary>
    /// The workloads of an app: those of both slots beside the one without, for a step may change the form of the app, and the copy whose
    /// pods Flagger starts.
    /// </summary>
    private static IEnumerable<string> NamesOf(SystemSpec system, AppSpec app) => app.Kind switch
    {
        WorkloadKind.CronJob => [$"cronjob/{app.Name}"],
        WorkloadKind.StatefulSet => [$"statefulset/{app.Name}"],
        WorkloadKind.HelmChart => [$"-l {PodLabels.Instance}={Labels.Value(app.Name)}"],
        _ =>
        [
            $"deployment/{app.Name}",
            .. app.BlueGreen.Mode == BlueGreenMode.Full
                ? (string[])[$"deployment/{Slot(app, Model.Slot.Blue)}", $"deployment/{Slot(app, Model.Slot.Green)}"]
                : [],
            .. system.Releases(app.Name) ? (string[])[$"deployment/{CanaryName.PrimaryTrack(app.Name)}"] : [],
        ],
    };

    private static string Slot(AppSpec app, Slot slot) => new Workload(app, slot, "", null).Name;
}
