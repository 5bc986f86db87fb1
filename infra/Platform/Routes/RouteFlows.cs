using Infra.Flows;
using Infra.Model;

namespace Infra.Platform;

/// <summary>The pods that answer the published hosts.</summary>
internal static class RouteFlows
{
    /// <summary>The hosts that this environment answers, with the pods and the port that do.</summary>
    /// <param name="scene">The stack.</param>
    public static IEnumerable<(HostSpec Host, PodsEnd Pods, FlowPort Port)> Answering(FlowScene scene)
    {
        foreach (var host in scene.Spec.Ingress.Hosts)
        {
            if (host.Tool is { } tool)
            {
                if (scene.Spec.OwnsCluster() && ToolEndpoint.Of(scene.Spec, tool) is { } endpoint)
                {
                    yield return (host, endpoint.Pods, new(endpoint.Port));
                }
            }
            else if (IsAnsweredHere(scene, host)
                && scene.AppOf(host.App) is { } app
                && scene.Pods(app) is { } pods
                && SignIns.PortOf(app, host.Port) is { } port)
            {
                yield return (host, pods, new(port.Port));
            }
        }
    }

    /// <summary>The sign-ins in front of routed hosts, with the pods and the port that Traefik asks.</summary>
    /// <param name="scene">The stack.</param>
    public static IEnumerable<(AuthenticationSpec SignIn, PodsEnd Pods, FlowPort Port)> Asked(FlowScene scene)
    {
        foreach (var authentication in scene.Spec.Ingress.Authentication)
        {
            if (RoutedHosts.Of(scene.Spec).Any(host => host.Spec.Authentication == authentication.Name)
                && SignIns.AppOf(scene.Spec, authentication) is { } app
                && scene.Pods(app) is { } pods
                && SignIns.PortOf(app, authentication.Port) is { } port)
            {
                yield return (authentication, pods, new(port.Port));
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
}
