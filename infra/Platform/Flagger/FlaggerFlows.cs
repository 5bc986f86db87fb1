using Infra.Flows;
using Infra.Model;
using Infra.Naming;

namespace Infra.Platform;

/// <summary>Connections of Flagger and its load tester.</summary>
internal static class FlaggerFlows
{
    /// <summary>Port on which both listen.</summary>
    public const int Port = 8080;

    /// <summary>Flagger's pods.</summary>
    public static PodsEnd Controller { get; } = PodsEnd.Named(Flagger.Namespace, "flagger");

    /// <summary>The load tester's pods, by the label of its chart.</summary>
    public static PodsEnd Tester { get; } =
        PodsEnd.Of(Flagger.Namespace, Flagger.TesterName, PodLabels.One("app", FlaggerVersions.LoadTester.Name));

    /// <summary>Adds the flows that begin or end in a namespace of the stack.</summary>
    public static void AddTo(FlowScene scene)
    {
        foreach (var (from, to, reason, ports) in All(scene))
        {
            scene.Add(from, to, reason, ports);
        }
    }

    /// <summary>The flows of Flagger's own namespace.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<Flow> OfNamespace(SystemSpec system)
    {
        var flows = new FlowList();
        foreach (var (from, to, reason, ports) in All(new(system)))
        {
            flows.Add(from, to, reason, ports);
        }

        foreach (var pods in (PodsEnd[])[Controller, Tester])
        {
            flows.Add(pods, ClusterPods.Dns, "names", new FlowPort(53), new FlowPort(53, Udp: true));
        }

        if (PrometheusPart.PodsOf(system) is { } prometheus)
        {
            flows.Add(prometheus, Controller, "metrics", new FlowPort(Port));
        }

        return flows.InOrder();
    }

    private static IEnumerable<(FlowEnd From, FlowEnd To, string Reason, FlowPort[] Ports)> All(FlowScene scene)
    {
        yield return (Controller, scene.ApiServer, "reads and changes canaries", [new(Addresses.ApiPort)]);
        yield return (Controller, Tester, "tests of canaries", [new(Port)]);
        if (PrometheusPart.PodsOf(scene.Spec) is { } prometheus)
        {
            yield return (Controller, prometheus, "queries", [new(PrometheusEndpoint.Port)]);
        }

        foreach (var canary in scene.Spec.Delivery.Canaries)
        {
            if (scene.AppOf(canary.Name) is not { Ports: [var port, ..] } app)
            {
                continue;
            }

            foreach (var pods in (PodsEnd?[])
                [scene.Pods(app), scene.Elsewhere(scene.Spec.NamespaceOf(app), app.Name, PodLabels.App(app))])
            {
                if (pods is not null)
                {
                    yield return (Tester, pods, $"smoke test of {app.Name}", [new(port.Port)]);
                }
            }
        }
    }
}
