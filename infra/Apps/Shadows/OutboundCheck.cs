using System.Globalization;
using Infra.Flows;
using Infra.Model;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>Decisions on the outbound check of a shadow copy: its name, its flows and the variables of its script. Pure.</summary>
public static class OutboundCheck
{
    /// <summary>The script's file.</summary>
    public const string Script = "outbound-check.sh";

    /// <summary>Time in which each of the checks must succeed once.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private const string Noun = "outbound-check";

    /// <summary>Whether an app is checked: a shadow copy on the cluster, which listens.</summary>
    /// <param name="app">The app.</param>
    public static bool Checks(AppSpec app) =>
        app.IsShadow() && app is { Ports.Count: > 0, Kind: not (WorkloadKind.HelmChart or WorkloadKind.CronJob) };

    /// <summary>Value of the name label of the check's pods.</summary>
    /// <param name="app">The app.</param>
    public static string PodName(AppSpec app) => PhysicalName.Kubernetes(app.Name, Noun);

    /// <summary>Name of the check's job for an app as described, for a gate that reads its result.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app, a shadow.</param>
    public static string NameOf(SystemSpec system, AppSpec app)
    {
        var planned = AppReferences.InCluster(system, app);
        return NameOf(system, planned.BlueGreen.Mode == BlueGreenMode.Full ? Workload.SlotsOf(planned).Live : Workload.Of(planned));
    }

    /// <summary>
    /// Name of the check's objects: a digest of what the copy's pods are made from and of the check is
    /// part of it. Changed pods or a changed check are checked again.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The copy's pods.</param>
    public static string NameOf(SystemSpec system, Workload workload) =>
        CheckJob.NameOf(system, workload, workload.App.Name, Noun, Script, Variables(system, workload.App));

    /// <summary>The job that checks a copy on its own node: DNS of the cluster, the node port, and the way out.</summary>
    /// <param name="system">The system.</param>
    /// <param name="workload">The copy's pods.</param>
    internal static CheckJob Job(SystemSpec system, Workload workload) => new(
        Noun,
        NameOf(system, workload),
        PodName(workload.App),
        Script,
        Variables(system, workload.App),
        Timeout)
    {
        Beside = workload.Selector,
    };

    /// <summary>The variables of the script, without the address of the node, which the pod knows alone.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static IReadOnlyDictionary<string, string> Variables(SystemSpec system, AppSpec app)
    {
        var port = app.Ports[0];
        return new SortedList<string, string>(StringComparer.Ordinal)
        {
            ["NODE_PORT"] = app.Shadow!.NodePort.ToString(CultureInfo.InvariantCulture),
            ["OUTBOUND_PATH"] = app.Shadow.OutboundCheck,
            ["OUTBOUND_TIMEOUT"] = Timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            ["OUTSIDE_URL"] = app.Shadow.OutsideUrl,
            ["SERVICE_URL"] = string.Create(
                CultureInfo.InvariantCulture,
                $"http://{PublishedHosts.ServiceOf(app)}.{system.NamespaceOf(app)}.svc.cluster.local:{port.ServicePort ?? port.Port}/"),
        };
    }

    /// <summary>Ports outside that the check and the copy itself connect to.</summary>
    /// <param name="shadow">The copy.</param>
    internal static IReadOnlyList<FlowPort> OutsidePorts(ShadowSpec shadow)
    {
        var port = new Uri(shadow.OutsideUrl).Port;
        FlowPort[] web = [new(80), new(443)];
        return port is 80 or 443 ? web : [.. web, new(port)];
    }
}
