using Infra.Model;

namespace Infra.Platform;

/// <summary>
/// Decision on the services that a stack makes for its published hosts: one for each app with pods here, and one for each copy on a Docker
/// host that has a share. Traefik drops a whole host, with all its shares, when a single service is missing, so a host names no other.
/// </summary>
public static class PlannedServices
{
    /// <summary>The services that a stack makes.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<PlannedService> Of(SystemSpec system)
    {
        var planned = new List<PlannedService>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var host in system.Ingress.Hosts)
        {
            if (system.Apps.FirstOrDefault(app => app.Name == host.App) is { Ports.Count: > 0 } app && IsOwn(system, app))
            {
                AddPods(app);
                AddCopies(app, host);
            }
        }

        return planned;

        void AddPods(AppSpec app)
        {
            if (app.OnCluster() && app.Kind != WorkloadKind.HelmChart)
            {
                Add(new(NamespaceOf(system, app), app.Name, app, DockerHost: null));
            }
        }

        void AddCopies(AppSpec app, HostSpec host)
        {
            foreach (var backend in host.Backends)
            {
                if (backend.Weight > 0
                    && app.Compose is { Port: not null }
                    && system.Compose.Hosts.FirstOrDefault(docker => docker.Name == backend.ComposeHost) is { } docker
                    && PublishedHosts.IsInCluster(system, app, host))
                {
                    Add(new(NamespaceOf(system, app), PublishedHosts.BridgeOf(app.Name, docker.Name), app, docker));
                }
            }
        }

        void Add(PlannedService service)
        {
            if (known.Add($"{service.Namespace}/{service.Name}"))
            {
                planned.Add(service);
            }
        }
    }

    private static string NamespaceOf(SystemSpec system, AppSpec app) => app.Namespace ?? system.Environment.Namespace;

    private static bool IsOwn(SystemSpec system, AppSpec app)
    {
        var home = NamespaceOf(system, app);
        return system.OwnNamespaces().Any(@namespace => @namespace.Name == home);
    }
}
