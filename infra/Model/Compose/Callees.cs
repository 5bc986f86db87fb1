namespace Infra.Model;

/// <summary>
/// Addresses at which apps reach each other, on both sides of the border between Docker and the cluster. The name is the callee's own on
/// both; its port is the one that its place has.
/// </summary>
public static class Callees
{
    /// <summary>Name under which Docker knows the host of a container (https://docs.docker.com/reference/cli/dockerd/).</summary>
    private const string HostGateway = "host-gateway";

    /// <summary>A port of an app as the cluster reaches it; null while nothing there leads to it.</summary>
    /// <param name="system">The system.</param>
    /// <param name="callee">The app.</param>
    /// <param name="port">Its port.</param>
    public static CalleeAddress? FromCluster(SystemSpec system, AppSpec callee, PortSpec port)
    {
        var (service, number) = (PublishedHosts.ServiceOf(callee), port.ServicePort ?? port.Port);
        if (callee.RunsOn == Placement.Compose || callee.IsShadow())
        {
            if (MovableServices.Of(system, callee) is not { } movable || PublishedPorts.Of(callee, port) is not { } published)
            {
                return null;
            }

            // A name in DNS leads to another name, and to the port that the caller opens.
            (service, number) = (movable.Name, movable.Address is null ? published : number);
        }

        return new($"{service}.{system.NamespaceOf(callee)}.svc", number);
    }

    /// <summary>A port of an app as a Compose service reaches it; null where it cannot.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The Docker host of the caller.</param>
    /// <param name="caller">The caller's Compose service.</param>
    /// <param name="callee">The app.</param>
    /// <param name="port">Its port.</param>
    public static CalleeAddress? FromDocker(
        SystemSpec system, ComposeHostSpec host, ComposeServiceSpec caller, AppSpec callee, PortSpec port)
    {
        if (callee is not { RunsOn: Placement.Compose or Placement.Both, Compose: { } compose })
        {
            return callee.RunsOn == Placement.K3s && port.NodePort is { } open && NodesFrom(system, host) is { Count: > 0 } nodes
                ? new(callee.Name, open) { Addresses = nodes }
                : null;
        }

        if (system.Compose.Host(compose.Host) is not { } home)
        {
            return null;
        }

        if (home.Name == host.Name && home.Managed && compose.Managed && !compose.HostNetwork && !caller.HostNetwork)
        {
            return new(callee.Name, port.Port);
        }

        if (PublishedPorts.Of(callee, port) is not { } published)
        {
            return null;
        }

        return Ipv4.TryParse(home.Address, out _) ? new(callee.Name, published) { Addresses = [home.Address] }
            : home.Name == host.Name ? new(callee.Name, published) { Addresses = [HostGateway] }
            : new(home.Address, published);
    }

    /// <summary>
    /// The servers' addresses as a Docker host reaches them; empty for a host outside Hetzner's private network, into which no way leads.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The Docker host.</param>
    public static IReadOnlyList<string> NodesFrom(SystemSpec system, ComposeHostSpec host)
    {
        var cluster = system.Cluster;
        var isInside = cluster.Provider == ClusterProvider.ExistingHosts
            || (Ipv4.TryParse(host.Address, out var address) && cluster.Network.Cidr.Contains(address));
        return isInside ? [.. cluster.Servers().Select(static server => server.PrivateIp.ToString())] : [];
    }
}
