using Infra.Cluster;
using Infra.Model;

namespace Infra.Compose;

/// <summary>Ports of a managed Docker host that the projects of the stack need, for the step that finds out who holds them.</summary>
public static class WantedHostPorts
{
    /// <summary>The ports, in the order of the services; those of the host's agents last.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<WantedPort> Of(SystemSpec system, ComposeHostSpec host)
    {
        var wanted = new List<WantedPort>();
        foreach (var port in HostPorts.OfServices(system, host))
        {
            if (port.Service is { Compose: { Managed: true } compose } planned)
            {
                var list = planned.App is null ? "databases" : "apps";
                var setting = ReferenceEquals(port.Record, compose) ? port.Setting : "ports";
                wanted.Add(new(
                    port.Port,
                    port.Protocol,
                    port.Address,
                    WantedPort.OfProject(planned.Project),
                    $"{list}[{planned.Record.Name}].compose.{setting}"));
            }
        }

        if (DockerAgents.AreOf(system, host))
        {
            wanted.AddRange(DockerAgents.PortsOf(system, host).Select(one => new WantedPort(
                one.Port,
                PortProtocol.Tcp,
                host.ClusterAddress(),
                WantedPort.OfProject(DockerAgents.Project),
                "observability.composeHosts")));
        }

        return wanted;
    }
}
