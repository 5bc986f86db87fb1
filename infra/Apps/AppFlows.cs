using Infra.Databases;
using Infra.Flows;
using Infra.Model;
using Infra.Naming;

namespace Infra.Apps;

/// <summary>Connections that apps and their jobs open: to databases, to other apps, to addresses outside; and node ports.</summary>
internal static class AppFlows
{
    /// <summary>Adds the flows.</summary>
    public static void AddTo(FlowScene scene)
    {
        foreach (var app in scene.Spec.Apps)
        {
            var own = scene.Pods(app);
            var elsewhere = scene.Elsewhere(scene.Spec.NamespaceOf(app), app.Name, PodLabels.App(app));
            AddOwn(scene, app, own, elsewhere);
            if (own is { } pods)
            {
                if (app.Shadow is { } shadow)
                {
                    AddOutboundCheck(scene, app, shadow, pods);
                }

                if (app.Kind == WorkloadKind.HelmChart)
                {
                    scene.Add(pods, pods, "parts of one chart");
                }
            }

            foreach (var job in app.InitJobs)
            {
                AddJob(scene, app, job);
            }

            AddSmokeTest(scene, app);
        }
    }

    /// <summary>Adds the flows through node ports, of apps and of their shadows.</summary>
    public static void AddNodePorts(FlowScene scene)
    {
        foreach (var app in scene.Spec.Apps)
        {
            if (scene.Pods(app) is not { } pods)
            {
                continue;
            }

            if (app.IsShadow())
            {
                if (app.Ports is [var first, ..])
                {
                    AddNodePort(scene, pods, app.Shadow!.NodePort, first.Port);
                }

                continue;
            }

            foreach (var port in app.Ports)
            {
                if (port.NodePort is { } number)
                {
                    AddNodePort(scene, pods, number, port.Port);
                }
            }
        }
    }

    /// <summary>The connections that an app's pods open, and those of jobs with its image and configuration.</summary>
    private static void AddOwn(FlowScene scene, AppSpec app, PodsEnd? own, PodsEnd? elsewhere)
    {
        AddDatabases(scene, app, own, elsewhere);
        AddCalls(scene, app, own, elsewhere);
        if (own is not null)
        {
            AddOutside(scene, app, own);
        }
    }

    private static void AddDatabases(FlowScene scene, AppSpec app, PodsEnd? own, PodsEnd? elsewhere)
    {
        foreach (var use in app.Databases)
        {
            ClientFlows.Add(scene, own, elsewhere, use.Server, use.Pooled, $"database {use.Name}");
        }

        // A variable may refer to a database that is not in the list.
        foreach (var variable in app.OwnVariables())
        {
            if (variable.Database is { } reference && !Lists(app, reference))
            {
                ClientFlows.Add(scene, own, elsewhere, reference.Server, pooled: false, $"database {reference.Server}");
            }
        }
    }

    private static void AddCalls(FlowScene scene, AppSpec app, PodsEnd? own, PodsEnd? elsewhere)
    {
        foreach (var name in app.Calls)
        {
            if (scene.AppOf(name) is not { } callee)
            {
                continue;
            }

            var ports = ListeningPorts(callee);
            var movable = MovableServices.Of(scene.Spec, callee);
            if ((scene.Pods(callee) ?? PodsOf(movable)) is { } to)
            {
                if (own is not null)
                {
                    scene.Add(own, to, "calls", ports);
                }

                if (elsewhere is not null && scene.Spec.IsShared(to.Namespace))
                {
                    scene.Add(elsewhere, to, "calls", ports);
                }
            }

            if (own is not null && movable is not null)
            {
                scene.Add(
                    own,
                    Addresses.DockerHost(scene.Spec.Cluster, movable.DockerHost),
                    $"calls {callee.Name}",
                    [.. movable.Ports.SelectMany(one =>
                        Addresses.DockerPorts(scene.Spec.Cluster, movable.DockerHost, one.Published, one.Port.Port))]);
            }
        }
    }

    /// <summary>
    /// The pods that an app has in the cluster, or would have: as long as one setting moves it both ways, callers may reach both places,
    /// for policies change at the start of a run and the service at the end of a move.
    /// </summary>
    private static PodsEnd? PodsOf(MovableService? movable) =>
        movable is not { IsManaged: true } ? null : PodsEnd.Of(movable.Namespace, movable.Name, PodLabels.App(movable.App));

    private static void AddOutside(FlowScene scene, AppSpec app, PodsEnd pods)
    {
        foreach (var egress in app.Egress)
        {
            var ports = new List<FlowPort>();
            for (var index = 0; index < egress.Tcp.Count; index++)
            {
                ports.Add(new(egress.Tcp[index]));
            }

            for (var index = 0; index < egress.Udp.Count; index++)
            {
                ports.Add(new(egress.Udp[index], Udp: true));
            }

            scene.Add(pods, Target(scene, egress), egress.Name, ports);
        }
    }

    private static AddressesEnd Target(FlowScene scene, EgressSpec egress)
    {
        if (egress.To.Count == 0)
        {
            return scene.Internet;
        }

        var ranges = new List<string>(egress.To.Count);
        foreach (var range in egress.To)
        {
            ranges.Add(range.ToString());
        }

        return new() { Name = $"range-{egress.Name}", Ranges = ranges };
    }

    private static void AddSmokeTest(FlowScene scene, AppSpec app)
    {
        if (app.BlueGreen.Mode != BlueGreenMode.None && app.Ports.Count > 0 && scene.Pods(app) is { } pods)
        {
            var port = new FlowPort(SmokeTest.PortOf(app).Port);
            scene.Add(PodsEnd.Named(pods.Namespace, SmokeTest.PodName(app)), pods, "smoke test", port);
        }
    }

    /// <summary>
    /// The check calls the copy by its name and through its node port; kube-proxy replaces both by the pod's own port before policies
    /// apply.
    /// </summary>
    private static void AddOutboundCheck(FlowScene scene, AppSpec app, ShadowSpec shadow, PodsEnd pods)
    {
        var outside = OutboundCheck.OutsidePorts(shadow);
        scene.Add(pods, scene.Internet, "outbound check", outside);
        if (OutboundCheck.Checks(app))
        {
            var check = PodsEnd.Named(pods.Namespace, OutboundCheck.PodName(app));
            scene.Add(check, pods, "outbound check", new FlowPort(app.Ports[0].Port));
            scene.Add(check, scene.Internet, "outbound check", outside);
        }
    }

    private static void AddJob(FlowScene scene, AppSpec app, InitJobSpec job)
    {
        var elsewhere = scene.Elsewhere(job.Namespace ?? scene.Spec.NamespaceOf(app), job.Name, PodLabels.Named(job.Name));
        if (job.Image is null)
        {
            AddOwn(scene, app, scene.Pods(app, job), elsewhere);
        }

        foreach (var variable in job.Env)
        {
            if (variable.Database is { Server: var server })
            {
                ClientFlows.Add(scene, scene.Pods(app, job), elsewhere, server, pooled: false, $"prepares {app.Name}");
            }
        }
    }

    /// <summary>
    /// A client of a node port keeps its own address on the node that runs the pod, for policies apply before addresses are masqueraded; a
    /// node that forwards the connection to another node is seen under its own. The firewalls decide which clients reach the port at all.
    /// </summary>
    private static void AddNodePort(FlowScene scene, PodsEnd pods, int number, int port)
    {
        scene.Add(scene.NodesAsSource, pods, $"node port {number}", new FlowPort(port));
        scene.Add(Addresses.Outside(scene.Spec.Cluster, "callers"), pods, $"node port {number}", new FlowPort(port));
    }

    // Only Prometheus may reach the metrics port.
    private static List<FlowPort> ListeningPorts(AppSpec app)
    {
        var ports = new List<FlowPort>();
        foreach (var port in app.Ports)
        {
            if (port.Name != MetricsEndpoint.PortName)
            {
                ports.Add(new(port.Port));
            }
        }

        return ports;
    }

    private static bool Lists(AppSpec app, DatabaseReference reference)
    {
        foreach (var use in app.Databases)
        {
            if (use.Server == reference.Server && use.Name == reference.Database)
            {
                return true;
            }
        }

        return false;
    }
}
