using System.Diagnostics.CodeAnalysis;

namespace Infra.Model.Validation;

/// <summary>Rules of calls between apps, also from Docker to the cluster and back: each must lead somewhere.</summary>
public static class CallRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var names = new Dictionary<string, (string Project, string Record)>(StringComparer.Ordinal);
        foreach (var app in context.Spec.Apps)
        {
            foreach (var name in app.Calls)
            {
                if (Find(context.Spec, name) is { Ports.Count: > 0 } callee && callee.Name != app.Name)
                {
                    CheckFromCluster(context, app, callee);
                    CheckFromDocker(context, app, callee);
                }
            }

            CheckReferences(context, app);
            CheckPorts(context, app);
            CheckName(context, app, app.RunsOn, app.Compose, names);
        }

        foreach (var host in context.Spec.Compose.Hosts)
        {
            if (host.BridgeAddress is not null && context.Spec.Cluster.Nodes.Count > 1)
            {
                context.Warn(
                    host,
                    "bridgeAddress",
                    $"only pods on the node that is '{host.Name}' reach the address of its bridge, and the cluster has "
                        + $"{context.Spec.Cluster.Nodes.Count} nodes",
                    "remove it: all nodes reach the host by its address");
            }
        }

        foreach (var server in context.Spec.Databases.Servers())
        {
            CheckName(context, server, server.RunsOn, server.Compose, names);
        }
    }

    private static void CheckFromCluster(ValidationContext context, AppSpec caller, AppSpec callee)
    {
        if (!caller.OnCluster()
            || !(callee.RunsOn == Placement.Compose || callee.IsShadow())
            || !context.Spec.MakesNamespace(context.Spec.NamespaceOf(callee))
            || MovableServices.Of(context.Spec, callee) is not null)
        {
            return;
        }

        if (callee.Kind == WorkloadKind.HelmChart)
        {
            context.Error(
                caller,
                "calls",
                $"'{callee.Name}' runs in Docker, and in the cluster its chart makes the service: one name cannot lead to both",
                $"describe '{callee.Name}' as an app with an image, or give '{caller.Name}' its address and egress");
        }
        else if (PublishedPorts.Of(callee).Count == 0)
        {
            context.Error(
                caller,
                "calls",
                $"'{callee.Name}' runs in Docker, which publishes none of its ports, so nothing in the cluster reaches it",
                $"set compose.port of '{callee.Name}'");
        }
    }

    private static void CheckFromDocker(ValidationContext context, AppSpec caller, AppSpec callee)
    {
        if (!RunsInDocker(context.Spec, caller, out var host)
            || Callees.FromDocker(context.Spec, host, caller.Compose!, callee, callee.Ports[0]) is not null)
        {
            return;
        }

        if (callee is { RunsOn: Placement.Compose or Placement.Both, Compose: { } compose })
        {
            if (context.Spec.Compose.Host(compose.Host) is not null)
            {
                context.Error(
                    caller,
                    "calls",
                    $"'{caller.Name}' on '{host.Name}' reaches '{callee.Name}' on '{compose.Host}' by a published port alone, "
                        + "and it publishes none",
                    $"set compose.port of '{callee.Name}'");
            }
        }
        else if (callee.RunsOn == Placement.K3s && !IsPublished(context.Spec, callee))
        {
            context.Error(
                caller,
                "calls",
                callee.Ports[0].NodePort is null
                    ? $"'{caller.Name}' runs in Docker on '{host.Name}' and calls '{callee.Name}' in the cluster, which opens no port there"
                    : $"'{host.Name}' is outside the private network, and no node port of the cluster is open there",
                $"set nodePort of the first port of '{callee.Name}' for a host in the nodes' network, "
                    + "or publish it under ingress.hosts and write $(host:NAME)");
        }
    }

    private static void CheckReferences(ValidationContext context, AppSpec app)
    {
        foreach (var (record, key, text) in AppReferences.TextsOf(app))
        {
            foreach (var (name, port) in AppReferences.In(text))
            {
                CheckReference(context, app, record, key, name, port);
            }
        }
    }

    private static void CheckReference(ValidationContext context, AppSpec app, object record, string key, string name, string? port)
    {
        if (Find(context.Spec, name) is not { } callee)
        {
            context.Resolve(record, key, "app", name, context.Spec.Apps);
            return;
        }

        if (AppReferences.PortOf(callee, port) is not { } found)
        {
            context.Error(
                record,
                key,
                port is null ? $"'{name}' listens on no port" : $"'{name}' has no port '{port}'",
                $"write one of the ports of '{name}', or give it one");
            return;
        }

        if (!app.Calls.Contains(name))
        {
            context.Error(
                record, key, $"it names '{name}', which '{app.Name}' does not call, so no network policy lets it", $"add {name} to calls");
            return;
        }

        if (app.RunsOn == Placement.Nowhere)
        {
            return;
        }

        if (callee.RunsOn == Placement.Nowhere)
        {
            context.Warn(
                record,
                key,
                $"'{name}' runs nowhere in this environment, so '{app.Name}' gets the text as it is written",
                $"describe where '{name}' runs, or take the reference away");
        }
        else if ((app.OnCluster() && Callees.FromCluster(context.Spec, callee, found) is null)
            || (RunsInDocker(context.Spec, app, out var host)
                && Callees.FromDocker(context.Spec, host, app.Compose!, callee, found) is null))
        {
            context.Error(
                record,
                key,
                $"'{app.Name}' cannot reach the port '{found.Name}' of '{name}' from where it runs",
                $"publish the port on the Docker host of '{name}', or open it by nodePort in the cluster");
        }
    }

    /// <summary>Callers of a name in DNS keep the port that they open, while an address is behind any port of a service.</summary>
    private static void CheckPorts(ValidationContext context, AppSpec app)
    {
        if (MovableServices.Of(context.Spec, app) is not { Address: null } movable)
        {
            return;
        }

        foreach (var (port, published) in movable.Ports)
        {
            var number = port.ServicePort ?? port.Port;
            if (number != published)
            {
                context.Warn(
                    app.Compose!,
                    "port",
                    $"the cluster knows '{movable.DockerHost.Name}' by a name in DNS, which maps no port: callers of '{app.Name}' use "
                        + $"{number} in the cluster and {published} while it runs in Docker",
                    $"give '{movable.DockerHost.Name}' an address, publish the same port, or let callers write $(app:{app.Name})");
            }
        }
    }

    /// <summary>All services of a host are in one network, in which a name of two leads to either.</summary>
    private static void CheckName(
        ValidationContext context,
        INamed record,
        Placement runsOn,
        ComposeServiceSpec? described,
        Dictionary<string, (string Project, string Record)> names)
    {
        if (runsOn is not (Placement.Compose or Placement.Both) || described is not { Managed: true, HostNetwork: false } compose)
        {
            return;
        }

        var project = compose.ProjectOf(record.Name);
        foreach (var name in (string[])[compose.ServiceOf(record.Name), record.Name])
        {
            var key = $"{compose.Host}/{name}";
            if (!names.TryAdd(key, (project, record.Name)) && names[key].Record != record.Name && names[key].Project != project)
            {
                context.Error(
                    compose,
                    name == record.Name ? "host" : "service",
                    $"'{names[key].Record}' in the project '{names[key].Project}' has the name '{name}' on '{compose.Host}' too, "
                        + "and callers would reach either",
                    "choose another name of the service");
            }
        }
    }

    /// <summary>Whether the program brings an app up in Docker; others configure their own.</summary>
    private static bool RunsInDocker(SystemSpec system, AppSpec app, [NotNullWhen(true)] out ComposeHostSpec? host)
    {
        host = app is { RunsOn: Placement.Compose or Placement.Both, Compose: { Managed: true } compose }
            ? system.Compose.Host(compose.Host)
            : null;
        return host is { Managed: true };
    }

    private static bool IsPublished(SystemSpec system, AppSpec app) =>
        system.Ingress.Hosts.Any(host => host.App == app.Name && PublishedHosts.IsInCluster(system, app, host));

    private static AppSpec? Find(SystemSpec system, string name) => system.Apps.FirstOrDefault(app => app.Name == name);
}
