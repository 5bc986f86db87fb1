namespace Infra.Model;

/// <summary>A port of every node through which an app is reached.</summary>
/// <param name="App">The app.</param>
/// <param name="Record">The record with the setting <c>nodePort</c>: one of the app's ports, or its shadow.</param>
/// <param name="Port">Number of the port on the nodes.</param>
/// <param name="Service">Name of the service that has the port.</param>
/// <param name="Setting">Place of the setting in the description, for messages.</param>
public sealed record NodePortUse(AppSpec App, object Record, int Port, string Service, string Setting)
{
    /// <summary>The node ports of the services that a stack makes for its apps, in the order of the description.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<NodePortUse> Of(SystemSpec system) =>
        [.. system.Apps.SelectMany(Of).Where(use => system.MakesNamespace(system.NamespaceOf(use.App)) && IsMade(system, use))];

    /// <summary>The described node ports of an app, wherever it runs.</summary>
    /// <param name="app">The app.</param>
    public static IReadOnlyList<NodePortUse> Of(AppSpec app)
    {
        var uses = new List<NodePortUse>();
        foreach (var port in app.Ports)
        {
            if (port.NodePort is { } number)
            {
                uses.Add(new(app, port, number, app.Name, $"apps[{app.Name}].ports[{port.Name}].nodePort"));
            }
        }

        if (app.Shadow is { } shadow)
        {
            uses.Add(new(app, shadow, shadow.NodePort, PublishedHosts.ServiceOf(app), $"apps[{app.Name}].shadow.nodePort"));
        }

        return uses;
    }

    /// <summary>
    /// Whether the service exists: that of a shadow beside the app in Docker, that of the app's pods, or that which leads to Docker.
    /// </summary>
    private static bool IsMade(SystemSpec system, NodePortUse use)
    {
        var app = use.App;
        if (app.Kind is WorkloadKind.HelmChart or WorkloadKind.CronJob)
        {
            return false;
        }

        return use.Record is ShadowSpec
            ? app.IsShadow() && app.Ports.Count > 0
            : (app.OnCluster() && !app.IsShadow()) || MovableServices.Of(system, app) is { LeadsToDocker: true, Address: not null };
    }
}
