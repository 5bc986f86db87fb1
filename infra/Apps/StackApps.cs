using Infra.Cluster;
using Infra.Databases;
using Infra.Model;
using Infra.Parts;
using Pulumi;

namespace Infra.Apps;

/// <summary>The apps of a stack that have pods here, in a namespace that the stack makes. Calls between apps do not order them.</summary>
public static class StackApps
{
    /// <summary>The apps with pods of this program, in the order of the description.</summary>
    public static IReadOnlyList<AppSpec> Of(SystemSpec system)
    {
        var apps = new List<AppSpec>();
        foreach (var app in system.Apps)
        {
            if (app.OnCluster()
                && app.Kind != WorkloadKind.HelmChart
                && system.MakesNamespace(system.NamespaceOf(app)))
            {
                apps.Add(app);
            }
        }

        return apps;
    }

    /// <summary>Creates the init jobs with images of their own, the apps and their services.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far; takes the services.</param>
    /// <param name="databases">The resources that a database's clients depend on, by <c>server/database</c>.</param>
    /// <param name="nodes">The nodes that the stack makes; empty in another stack's cluster.</param>
    /// <returns>The services; null where the stack has none.</returns>
    public static AppServices? Create(
        StackContext context,
        MadeParts made,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases,
        IReadOnlyList<ClusterNode> nodes)
    {
        var system = context.System;
        var apps = Of(system);
        var jobs = RunJobs(context, made, databases);
        if (apps.Count == 0 && DockerBridges.Of(system).Count == 0 && MovableServices.Of(system).Count == 0)
        {
            return null;
        }

        var services = new AppServices("app-services", new() { Namespaces = made.Namespaces }, context);
        foreach (var app in apps)
        {
            _ = new App(
                $"app-{app.Name}",
                new()
                {
                    App = AppReferences.InCluster(system, app),
                    Namespace = made.Namespaces[system.NamespaceOf(app)],
                    Services = services,
                    After = [.. Before(system, made, app, databases), .. jobs.GetValueOrDefault(app.Name) ?? []],
                    Canary = system.Delivery.Canaries.FirstOrDefault(canary => canary.Name == app.Name),
                    Flagger = made.Ready(PartNames.Flagger),
                    Nodes = nodes,
                    Images = made.Images,
                },
                context);
        }

        made.Services = services.Ready;
        return services;
    }

    /// <summary>Creates the services that lead to Docker hosts, after the Compose projects that answer.</summary>
    /// <param name="context">The stack's context.</param>
    /// <param name="made">The resources that the stack has made so far; takes the services.</param>
    /// <param name="services">The services of the apps; null for none.</param>
    public static void CreateBridges(StackContext context, MadeParts made, AppServices? services)
    {
        if (services is null)
        {
            return;
        }

        foreach (var bridge in DockerBridges.Of(context.System))
        {
            services.AddBridge(bridge, Answering(made, bridge.DockerHost, bridge.App));
        }

        foreach (var movable in MovableServices.Of(context.System))
        {
            if (movable.LeadsToDocker)
            {
                services.AddMovable(
                    movable,
                    [
                        .. Answering(made, movable.DockerHost, movable.App),
                        .. NodePortUse.Of(movable.App).Count > 0 ? made.NodePorts : [],
                    ]);
            }
        }

        var ready = new Dictionary<string, IReadOnlyList<Resource>>(made.Services, StringComparer.Ordinal);
        foreach (var (name, resources) in services.Ready)
        {
            ready[name] = resources;
        }

        made.Services = ready;
    }

    /// <summary>The command after which an app answers on a managed Docker host; none for another host.</summary>
    private static Resource[] Answering(MadeParts made, ComposeHostSpec host, AppSpec app) =>
        made.ComposeProjects.TryGetValue($"{host.Name}/{app.Compose!.ProjectOf(app.Name)}", out var up) ? [up] : [];

    private static IReadOnlyDictionary<string, IReadOnlyList<Resource>> RunJobs(
        StackContext context, MadeParts made, IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases)
    {
        var jobs = PlannedInitJob.Of(context.System);
        return jobs.Count == 0
            ? new Dictionary<string, IReadOnlyList<Resource>>(StringComparer.Ordinal)
            : new InitJobs(
                "init-jobs",
                new() { Jobs = jobs, Namespaces = made.Namespaces, Ready = databases, Images = made.Images },
                context).Succeeded;
    }

    /// <summary>The resources that an app's pods need before they can start.</summary>
    private static HashSet<Resource> Before(
        SystemSpec system, MadeParts made, AppSpec app, IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases)
    {
        var before = new HashSet<Resource>();
        if (NodePortUse.Of(app).Count > 0)
        {
            before.UnionWith(made.NodePorts);
        }

        foreach (var use in app.Databases)
        {
            before.UnionWith(databases.GetValueOrDefault($"{use.Server}/{use.Name}") ?? []);
        }

        foreach (var variable in app.Env)
        {
            if (variable.Database is { } reference)
            {
                before.UnionWith(databases.GetValueOrDefault($"{reference.Server}/{reference.Database}") ?? []);
            }
        }

        foreach (var mount in app.Mounts)
        {
            before.UnionWith(made.MovesInto(mount.Name));
            if (AppVolumes.Own(system, app, mount) is { } volume)
            {
                if (made.StorageClasses.TryGetValue(volume.Class, out var storageClass))
                {
                    before.Add(storageClass);
                }
            }
            else if (made.Claims.TryGetValue(mount.Name, out var claim))
            {
                before.Add(claim);
            }
        }

        if (app.Priority != AppPriority.Normal)
        {
            before.UnionWith(made.Ready(PartNames.Priorities));
        }

        return before;
    }
}
