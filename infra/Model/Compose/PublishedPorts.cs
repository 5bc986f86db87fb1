namespace Infra.Model;

/// <summary>Ports of apps on the Docker hosts that publish them.</summary>
public static class PublishedPorts
{
    /// <summary>The ports of an app that other machines reach on its Docker host, each with the number there.</summary>
    /// <param name="app">The app; without a Compose service it has none.</param>
    public static IReadOnlyList<(PortSpec Port, int Published)> Of(AppSpec app)
    {
        var ports = new List<(PortSpec, int)>(app.Ports.Count);
        foreach (var port in app.Ports)
        {
            if (Of(app, port) is { } published)
            {
                ports.Add((port, published));
            }
        }

        return ports;
    }

    /// <summary>Number under which the Docker host publishes a port of an app to other machines; null for none.</summary>
    /// <param name="app">The app.</param>
    /// <param name="port">The port.</param>
    public static int? Of(AppSpec app, PortSpec port)
    {
        if (app.Compose is not { } compose)
        {
            return null;
        }

        // Without a network of its own, every port of the container is one of the host.
        if (compose.HostNetwork)
        {
            return port.Port;
        }

        if (compose.Port is { } first && app.Ports[0].Port == port.Port)
        {
            return first;
        }

        foreach (var further in compose.Ports)
        {
            if (further.Protocol == PortProtocol.Tcp && (further.Target ?? further.Port) == port.Port && !IsLoopback(further.Address))
            {
                return further.Port;
            }
        }

        return null;
    }

    private static bool IsLoopback(Ipv4? address) => address is { } at && Loopback.Contains(at);

    private static Cidr Loopback { get; } = Cidr.Parse("127.0.0.0/8");
}
