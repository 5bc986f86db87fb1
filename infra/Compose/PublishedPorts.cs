using Infra.Cluster;
using Infra.Model;
using Infra.Platform;

namespace Infra.Compose;

/// <summary>
/// Ports of a managed Docker host that its described services need: published ones, and those of services in the network of the host.
/// </summary>
public static class PublishedPorts
{
    /// <summary>The ports, in the order of the services; those of the host's agents last.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<WantedPort> Of(SystemSpec system, ComposeHostSpec host)
    {
        var wanted = new List<WantedPort>();
        foreach (var planned in PlannedService.Of(system))
        {
            if (planned.Compose.Host == host.Name && planned.Compose.Managed)
            {
                Add(wanted, planned);
            }
        }

        if (system.Observability.ComposeHosts.Contains(host.Name))
        {
            AddAgents(wanted, system, host);
        }

        return wanted;
    }

    private static void Add(List<WantedPort> wanted, PlannedService planned)
    {
        var (compose, owner) = (planned.Compose, WantedPort.OfProject(planned.Project));
        var path = $"{(planned.App is null ? "databases" : "apps")}[{planned.Record.Name}]";
        if (compose.Port is { } first)
        {
            wanted.Add(new(first, PortProtocol.Tcp, null, owner, $"{path}.compose.port"));
        }

        foreach (var port in compose.Ports)
        {
            wanted.Add(new(port.Port, port.Protocol, port.Address, owner, $"{path}.compose.ports"));
        }

        if (!compose.HostNetwork || planned.App is not { } app)
        {
            return;
        }

        // In the network of the host the container itself listens there.
        foreach (var port in app.Ports)
        {
            if (!wanted.Exists(known => known.Owner == owner && known.Port == port.Port && known.Protocol == PortProtocol.Tcp))
            {
                wanted.Add(new(port.Port, PortProtocol.Tcp, null, owner, $"{path}.ports[{port.Name}].port"));
            }
        }
    }

    private static void AddAgents(List<WantedPort> wanted, SystemSpec system, ComposeHostSpec host)
    {
        Ipv4? listen = Ipv4.TryParse(host.Address, out var address) ? address : null;
        var owner = WantedPort.OfProject(DockerAgents.Project);
        Add(DockerAgents.NodeExporterPort);
        Add(DockerAgents.CadvisorPort);
        if (DockerAgents.ConfigurationOf(system, host) is not null)
        {
            Add(AlloyValues.Port);
        }

        void Add(int port) => wanted.Add(new(port, PortProtocol.Tcp, listen, owner, "observability.composeHosts"));
    }
}
