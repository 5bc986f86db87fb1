namespace Infra.Model;

/// <summary>A port of every node through which an app of the cluster is reached.</summary>
/// <param name="App">The app.</param>
/// <param name="Record">The record with the setting <c>nodePort</c>: one of the app's ports, or its shadow.</param>
/// <param name="Port">Number of the port on the nodes.</param>
/// <param name="Setting">Place of the setting in the description, for messages.</param>
public sealed record NodePortUse(AppSpec App, object Record, int Port, string Setting)
{
    /// <summary>The node ports of a system's apps that run on the cluster, in the order of the description.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<NodePortUse> Of(SystemSpec system) => [.. system.Apps.Where(app => app.OnCluster()).SelectMany(Of)];

    /// <summary>The node ports of an app, wherever it runs.</summary>
    /// <param name="app">The app.</param>
    public static IReadOnlyList<NodePortUse> Of(AppSpec app)
    {
        var uses = new List<NodePortUse>();
        foreach (var port in app.Ports)
        {
            if (port.NodePort is { } number)
            {
                uses.Add(new(app, port, number, $"apps[{app.Name}].ports[{port.Name}].nodePort"));
            }
        }

        if (app.Shadow is { } shadow)
        {
            uses.Add(new(app, shadow, shadow.NodePort, $"apps[{app.Name}].shadow.nodePort"));
        }

        return uses;
    }
}
