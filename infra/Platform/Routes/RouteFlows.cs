using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The pods that answer the published hosts.</summary>
internal static class RouteFlows
{
    /// <summary>The hosts that this environment answers, with the pods and the port that do.</summary>
    /// <param name="scene">The stack.</param>
    public static IEnumerable<(HostSpec Host, PodsEnd Pods, PortSpec Port)> Answering(FlowScene scene)
    {
        foreach (var host in scene.Spec.Ingress.Hosts)
        {
            if (IsAnsweredHere(scene, host)
                && scene.AppOf(host.App) is { } app
                && scene.Pods(app) is { } pods
                && PortOf(app, host.Port) is { } port)
            {
                yield return (host, pods, port);
            }
        }
    }

    private static bool IsAnsweredHere(FlowScene scene, HostSpec host)
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
