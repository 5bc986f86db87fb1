namespace Infra.Model;

/// <summary>Selection of the Docker hosts that answer a share of a published host's requests.</summary>
public static class DockerBridges
{
    /// <summary>The bridges of a stack, once each, in the order of the hosts.</summary>
    public static IReadOnlyList<DockerBridge> Of(SystemSpec system)
    {
        var bridges = new List<DockerBridge>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var host in system.Ingress.Hosts)
        {
            foreach (var app in system.Apps)
            {
                if (app.Name == host.App && app.Ports.Count > 0 && app.Compose is { Port: not null })
                {
                    Add(app, host);
                    break;
                }
            }
        }

        return bridges;

        void Add(AppSpec app, HostSpec host)
        {
            var home = system.NamespaceOf(app);
            foreach (var backend in host.Backends)
            {
                if (backend.Weight > 0
                    && backend.ComposeHost is { } name
                    && system.Compose.Host(name) is { } docker
                    && PublishedHosts.IsInCluster(system, app, host)
                    && system.MakesNamespace(home)
                    && known.Add($"{home}/{app.Name}/{name}"))
                {
                    bridges.Add(new(home, PublishedHosts.BridgeOf(app.Name, name), app, docker));
                }
            }
        }
    }

    /// <summary>Whether a Docker host is reached by its name in DNS.</summary>
    public static bool NeedExternalNames(SystemSpec system)
    {
        foreach (var bridge in Of(system))
        {
            if (bridge.Address is null)
            {
                return true;
            }
        }

        return false;
    }
}
