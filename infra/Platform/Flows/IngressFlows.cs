using Infra.Model;

namespace Infra.Platform.Flows;

/// <summary>
/// What comes from outside: visitors through Traefik, who is in the nodes' own network, and through node ports; and Let's
/// Encrypt's questions.
/// </summary>
internal static class IngressFlows
{
    /// <summary>Port on which cert-manager's solver listens.</summary>
    private const int AcmeSolverPort = 8089;

    /// <summary>Adds the flows.</summary>
    public static void AddTo(FlowScene scene)
    {
        var ingress = scene.Spec.Ingress;
        FlowEnd traefik = ingress.Traefik.HostNetwork ? scene.NodesAsSource : PlatformPods.Traefik;
        foreach (var host in ingress.Hosts)
        {
            if (AnswersHere(scene, host) && scene.AppOf(host.App) is { } app && scene.Pods(app) is { } pods && PortOf(app, host.Port) is { } port)
            {
                scene.Add(traefik, pods, $"host {host.Name}", new FlowPort(port.Port));
                if (ingress.Tls is { Mode: TlsMode.CertManager, Challenge: AcmeChallenge.Http01 })
                {
                    scene.Add(traefik, PlatformPods.AcmeSolver(pods.Namespace), "certificates", new FlowPort(AcmeSolverPort));
                }
            }
        }

        foreach (var app in scene.Spec.Apps)
        {
            if (scene.Pods(app) is { } pods)
            {
                AddNodePorts(scene, app, pods);
            }
        }
    }

    private static void AddNodePorts(FlowScene scene, AppSpec app, PodsEnd pods)
    {
        foreach (var port in app.Ports)
        {
            if (port.NodePort is { } number)
            {
                AddNodePort(scene, pods, number, port.Port);
            }
        }

        if (app.Shadow is { } shadow && app.Ports.Count > 0)
        {
            AddNodePort(scene, pods, shadow.NodePort, app.Ports[0].Port);
        }
    }

    /// <summary>
    /// Who calls a node port is seen under his own address on the node that has the pod, for policies are looked at before
    /// addresses are masqueraded; a node that passes the call on to another is seen under its own. Who may call at all is
    /// the firewalls' business.
    /// </summary>
    private static void AddNodePort(FlowScene scene, PodsEnd pods, int number, int port)
    {
        scene.Add(scene.NodesAsSource, pods, $"node port {number}", new FlowPort(port));
        scene.Add(Addresses.Outside(scene.Spec.Cluster, "callers"), pods, $"node port {number}", new FlowPort(port));
    }

    private static bool AnswersHere(FlowScene scene, HostSpec host)
    {
        foreach (var backend in host.Backends)
        {
            if (backend.Environment == scene.Spec.Environment.Name)
            {
                return true;
            }
        }

        return host.Backends.Count == 0;
    }

    private static PortSpec? PortOf(AppSpec app, string? name)
    {
        foreach (var port in app.Ports)
        {
            if (name is null || port.Name == name)
            {
                return port;
            }
        }

        return null;
    }
}
