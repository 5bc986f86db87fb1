using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Platform;

/// <summary>Rules of published hosts.</summary>
internal static class RouteRules
{
    private const int DnsLimit = 253;

    /// <summary>Longest name of a host, whose objects have names with a suffix.</summary>
    private const int MaxHostName = 50;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var ingress = context.Spec.Ingress;
        var addresses = new UniqueWords(context, "name", "address");
        var names = new UniqueWords(context, "name", "object name");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var host in ingress.Hosts)
        {
            addresses.Add(host, host.FullName(context.Spec.Domain) + host.Path);
            names.Add(host, host.ObjectName());
            CheckLabel(context, host, labels);
            CheckHost(context, host);
            CheckAccess(context, host);
            CheckBackends(context, host);
            CheckNeighbours(context, host);
        }
    }

    /// <summary>One Traefik answers for all stacks of a cluster: two routers of one address would share it by chance.</summary>
    private static void CheckNeighbours(ValidationContext context, HostSpec host)
    {
        if (host.Tool is not null && !context.OwnsCluster)
        {
            return;
        }

        var address = host.FullName(context.Spec.Domain) + host.Path;
        foreach (var neighbour in context.Neighbours)
        {
            if (neighbour.Ingress.Hosts.Any(theirs => (theirs.Tool is null || neighbour.OwnsCluster())
                && theirs.FullName(neighbour.Domain) + theirs.Path == address))
            {
                context.Error(
                    host,
                    "name",
                    $"the stack '{neighbour.Stack.Name}' of the same cluster publishes '{address}' too",
                    "give each environment a domain of its own, or publish the address in one stack");
            }
        }
    }

    private static void CheckLabel(ValidationContext context, HostSpec host, Dictionary<string, string> labels)
    {
        var fullName = host.FullName(context.Spec.Domain);
        if (!labels.TryAdd(host.LabelObjectName(), fullName) && labels[host.LabelObjectName()] != fullName)
        {
            context.Error(
                host,
                host.Label is null ? "name" : "label",
                $"the certificates of '{fullName}' and '{labels[host.LabelObjectName()]}' would have one name",
                "use labels that differ in more than a dot");
        }

        if (
            host.Label is not null
                && host.Name != "@"
                && (host.Name.Length > MaxHostName || host.Name.Contains('.', StringComparison.Ordinal)))
        {
            context.Error(
                host,
                "name",
                $"'{host.Name}' is not a valid name of a host",
                $"use at most {MaxHostName} lower-case letters, digits and dashes");
        }
    }

    private static void CheckAccess(ValidationContext context, HostSpec host)
    {
        if (host.BasicAuth is { } users && context.Spec.Secrets.Any(secret => secret.Name == users && secret.Generated))
        {
            context.Error(
                host,
                "basicAuth",
                $"'{users}' is generated, and nobody would know the password",
                "set it as htpasswd -nB prints it, without generated: true");
        }
    }

    private static void CheckHost(ValidationContext context, HostSpec host)
    {
        var fullName = host.FullName(context.Spec.Domain);
        if (fullName.Length > DnsLimit)
        {
            context.Error(host, "name", $"'{fullName}' has more than {DnsLimit} characters", "choose a shorter label or domain");
        }

        if (context.Spec.Apps.FirstOrDefault(app => app.Name == host.App) is { } target)
        {
            if (host.Port is { } port)
            {
                context.Resolve(host, "port", $"port of '{host.App}'", port, target.Ports);
            }
            else if (target.Ports.Count == 0)
            {
                context.Error(host, "app", $"'{host.App}' listens on no port", "give the app a port, or publish another");
            }
        }
    }

    private static void CheckBackends(ValidationContext context, HostSpec host)
    {
        if (host.Backends.Count == 0)
        {
            return;
        }

        if (!host.SharesWholeTraffic())
        {
            context.Error(
                host,
                "backends",
                $"the weights of '{host.Name}' are {string.Join(" + ", host.Backends.Select(backend => backend.Weight))}",
                $"make them sum to {HostSpec.WholeTraffic}");
        }

        var app = context.Spec.Apps.FirstOrDefault(candidate => candidate.Name == host.App);
        foreach (var backend in host.Backends)
        {
            CheckBackend(context, host, backend, app);
        }
    }

    private static void CheckBackend(ValidationContext context, HostSpec host, BackendSpec backend, AppSpec? app)
    {
        if (backend.Environment is { } environment)
        {
            CheckEnvironment(context, host, backend, environment, app);
            if (
                environment == context.Spec.Environment.Name
                    && backend.Weight > 0
                    && app is { RunsOn: Placement.Compose or Placement.Nowhere })
            {
                context.Error(
                    backend,
                    "weight",
                    $"{backend.Weight}% of '{host.Name}' go to '{app.Name}' on the cluster, where it does not run",
                    $"set this weight to 0 first, or runsOn of '{app.Name}' to both or k3s");
            }
        }
        else if (backend.ComposeHost is not null)
        {
            if (
                backend.Weight > 0
                    && app is not null
                    && (app.RunsOn is Placement.K3s or Placement.Nowhere || app.Compose is not { Port: not null }))
            {
                context.Error(
                    backend,
                    "weight",
                    $"{backend.Weight}% of '{host.Name}' go to '{app.Name}' in Docker, where it does not run or publishes no port",
                    $"set this weight to 0 first, or runsOn of '{app.Name}' to both or compose, and compose.port");
            }
            else if (backend.Weight > 0 && host.Port is { } port && app is { Ports: [{ Name: var first }, ..] } && port != first)
            {
                context.Error(
                    host,
                    "port",
                    $"the copy of '{app.Name}' in Docker answers on its first port, '{first}', not on '{port}'",
                    $"set the weight of '{backend.Name}' to 0 first, or publish '{first}'");
            }
        }
    }

    private static void CheckEnvironment(ValidationContext context, HostSpec host, BackendSpec backend, string environment, AppSpec? app)
    {
        if (environment == context.Spec.Environment.Name)
        {
            return;
        }

        if (!context.OwnsCluster)
        {
            context.Error(
                backend,
                "environment",
                $"'{host.Name}' sends requests to '{environment}', "
                    + "and only the stack that owns the cluster may let routes cross namespaces",
                $"describe the share in the environment '{context.Spec.Cluster.From}'");
        }
        else if (backend.Weight > 0
            && app is not null
            && context.HasEnvironment(environment)
            && !context.Spec.AppsOfGuests.Contains($"{environment}/{app.Name}"))
        {
            context.Error(
                backend,
                "weight",
                $"{backend.Weight}% of '{host.Name}' go to '{app.Name}' in '{environment}', "
                    + "whose stack makes no service for it here in its phase; Traefik would drop the whole host",
                $"set this weight to 0 first, or bring '{environment}' to a phase in which '{app.Name}' runs on k3s");
        }
        else if (app is { Namespace: null } && PublishedHosts.NamespacesOf(context.Spec, environment) is { Count: > 1 } several)
        {
            context.Error(
                backend,
                "environment",
                $"'{environment}' has {several.Count} namespaces, and '{app.Name}' may be in any of them",
                $"set namespace of '{app.Name}' to one of {string.Join(", ", several)}");
        }
    }
}
