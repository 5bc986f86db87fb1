namespace Infra.Model;

/// <summary>Selection of the described hosts that are served through the cluster, and of the backends that answer them.</summary>
public static class PublishedHosts
{
    private const int WholeTraffic = 100;

    /// <summary>
    /// Hosts with at least one share answered in the cluster. A host that only a Docker host answers has no route here: its DNS record
    /// points to that host.
    /// </summary>
    public static IReadOnlyList<PublishedHost> Of(SystemSpec spec)
    {
        var hosts = new List<PublishedHost>();
        foreach (var host in spec.Ingress.Hosts)
        {
            if (Find(spec.Apps, host.App) is { } app && IsInCluster(spec, app, host))
            {
                hosts.Add(new(host, host.FullName(spec.Domain), NamespaceOf(spec, app, spec.Environment.Name), SharesOf(spec, app, host)));
            }
        }

        return hosts;
    }

    /// <summary>Whether requests to any host go to another namespace than the host's own.</summary>
    public static bool CrossNamespaces(IReadOnlyList<PublishedHost> hosts)
    {
        foreach (var host in hosts)
        {
            foreach (var share in host.Shares)
            {
                if (share.Namespace != host.Namespace)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Namespaces that belong to an environment; apps run in these when they do not name one.</summary>
    public static IReadOnlyList<string> NamespacesOf(SystemSpec spec, string environment)
    {
        if (environment == spec.Environment.Name)
        {
            return [spec.Environment.Namespace];
        }

        var names = new List<string>();
        foreach (var @namespace in spec.Namespaces)
        {
            if (@namespace.Environment == environment)
            {
                names.Add(@namespace.Name);
            }
        }

        return names;
    }

    /// <summary>Name of the service for an app's copy on a Docker host, in the app's own namespace.</summary>
    public static string BridgeOf(string app, string composeHost) => $"{app}-{composeHost}";

    /// <summary>Whether a host has a share that is answered in the cluster, and so a route.</summary>
    public static bool IsInCluster(SystemSpec spec, AppSpec app, HostSpec host)
    {
        var runsHere = app.RunsOn is Placement.K3s or Placement.Both;
        if (host.Backends.Count == 0)
        {
            return runsHere;
        }

        foreach (var backend in host.Backends)
        {
            if (backend is { Environment: { } environment, Weight: > 0 } && (runsHere || environment != spec.Environment.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Name of the service that answers for an app's pods in the cluster: the app's own name, or while they are a shadow, one beside it, so
    /// that callers of the app's name stay with the one in Docker.
    /// </summary>
    public static string ServiceOf(AppSpec app) =>
        app is { Kind: WorkloadKind.HelmChart, Chart.Service: { } named } ? named : app.IsShadow() ? $"{app.Name}-shadow" : app.Name;

    // A chart gives its ports names of its own.
    private static int? NumberOf(AppSpec app, string name)
    {
        foreach (var port in app.Ports)
        {
            if (port.Name == name)
            {
                return port.ServicePort ?? port.Port;
            }
        }

        return null;
    }

    private static List<PublishedShare> SharesOf(SystemSpec spec, AppSpec app, HostSpec host)
    {
        var own = NamespaceOf(spec, app, spec.Environment.Name);
        var (service, port) = (ServiceOf(app), host.Port ?? (app.Ports.Count > 0 ? app.Ports[0].Name : "http"));
        var number = app.Kind == WorkloadKind.HelmChart ? NumberOf(app, port) : null;
        if (host.Backends.Count == 0)
        {
            return [new(spec.Environment.Name, service, own, port, WholeTraffic) { Number = number }];
        }

        var shares = new List<PublishedShare>(host.Backends.Count);
        foreach (var backend in host.Backends)
        {
            shares.Add(backend.Environment is { } environment
                ? new(backend.Name, service, NamespaceOf(spec, app, environment), port, backend.Weight) { Number = number }
                : new(backend.Name, BridgeOf(app.Name, backend.ComposeHost ?? ""), own, port, backend.Weight)
                {
                    OnDocker = true,
                    Https = app.Compose?.Https,
                });
        }

        return shares;
    }

    // The validation guarantees that one exists.
    private static string NamespaceOf(SystemSpec spec, AppSpec app, string environment) =>
        app.Namespace ?? (NamespacesOf(spec, environment) is [var only, ..] ? only : environment);

    private static AppSpec? Find(IReadOnlyList<AppSpec> apps, string? name)
    {
        foreach (var app in apps)
        {
            if (app.Name == name)
            {
                return app;
            }
        }

        return null;
    }
}
