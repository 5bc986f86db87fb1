using Infra.Model;

namespace Infra.Compose;

/// <summary>
/// Ports of a Docker host that are described: those of the host, of the monitoring agents, of the cluster's node on the same machine, and
/// of its services, in this order.
/// </summary>
public static class HostPorts
{
    /// <summary>The setting with ports of what is not described.</summary>
    public const string InUse = "portsInUse";

    /// <summary>All ports of a host.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<HostPort> Of(SystemSpec system, ComposeHostSpec host) =>
        [.. OfHost(host), .. OfAgents(system, host), .. OfNode(system, host), .. OfServices(system, host)];

    /// <summary>The ports of the services on a host, of those that others bring up too.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<HostPort> OfServices(SystemSpec system, ComposeHostSpec host)
    {
        var ports = new List<HostPort>();
        foreach (var planned in PlannedService.Of(system))
        {
            if (planned.Compose.Host == host.Name)
            {
                ports.AddRange(OfService(planned));
            }
        }

        return ports;
    }

    /// <summary>The ports of a service: those that are published, and in the network of the host those it listens on.</summary>
    /// <param name="planned">The app or server.</param>
    public static IEnumerable<HostPort> OfService(PlannedService planned)
    {
        var (compose, owner) = (planned.Compose, $"'{planned.Record.Name}'");
        if (compose.HostNetwork)
        {
            var listening = planned.Server is null
                ? planned.App!.Ports.Select(static port => port.Port)
                : new[] { ComposeServices.TargetOf(planned) }.OfType<int>();
            foreach (var port in listening)
            {
                yield return new(port, PortProtocol.Tcp, null, owner) { Service = planned, Record = compose, Setting = "hostNetwork" };
            }
        }
        else if (compose.Port is { } port)
        {
            yield return new(port, PortProtocol.Tcp, null, owner) { Service = planned, Record = compose };
        }

        foreach (var more in compose.Ports)
        {
            yield return new(more.Port, more.Protocol, more.Address, owner) { Service = planned, Record = more };
        }
    }

    private static IEnumerable<HostPort> OfHost(ComposeHostSpec host)
    {
        yield return new(host.SshPort, PortProtocol.Tcp, null, "sshd") { Record = host, Setting = "sshPort" };
        foreach (var port in host.PortsInUse)
        {
            foreach (var protocol in Enum.GetValues<PortProtocol>())
            {
                yield return new(port, protocol, null, "something that is not described") { Record = host, Setting = InUse };
            }
        }
    }

    private static IEnumerable<HostPort> OfAgents(SystemSpec system, ComposeHostSpec host) => DockerAgents.AreOn(system, host)
        ? DockerAgents.PortsOf(system, host).Select(one => new HostPort(one.Port, PortProtocol.Tcp, host.ClusterAddress(), one.Agent))
        : [];

    private static IEnumerable<HostPort> OfNode(SystemSpec system, ComposeHostSpec host)
    {
        if (system.Cluster.NodeOn(host) is not { } node)
        {
            yield break;
        }

        var traefik = system.Ingress.Traefik;
        yield return Traefik(traefik.HttpPort, "httpPort");
        yield return Traefik(traefik.HttpsPort, "httpsPort");
        if (traefik.HostNetwork)
        {
            yield return Traefik(traefik.MetricsPort, "metricsPort");
        }

        if (system.Observability.WatchesCluster())
        {
            yield return new(system.Observability.Prometheus!.NodeExporterPort, PortProtocol.Tcp, null, "the node exporter of the cluster")
            {
                Record = system.Observability.Prometheus,
                Setting = "nodeExporterPort",
            };
        }

        foreach (var app in system.Apps.Where(static app => app.OnCluster()))
        {
            foreach (var port in app.Ports)
            {
                if (port.NodePort is { } number)
                {
                    yield return NodePort(number, app, port);
                }
            }

            if (app is { Shadow: { } shadow, RunsOn: Placement.Both })
            {
                yield return NodePort(shadow.NodePort, app, shadow);
            }
        }

        foreach (var exposure in DatabaseExposure.Of(system))
        {
            yield return new(exposure.Spec.NodePort, PortProtocol.Tcp, null, $"the node port of '{exposure.Server.Name}'")
            {
                Record = exposure.Spec,
                Setting = "nodePort",
            };
        }

        HostPort Traefik(int port, string setting) => new(port, PortProtocol.Tcp, null, $"Traefik on the node '{node.Name}'")
        {
            Record = traefik,
            Setting = setting,
        };

        static HostPort NodePort(int port, AppSpec app, object record) =>
            new(port, PortProtocol.Tcp, null, $"the node port of '{app.Name}'") { Record = record, Setting = "nodePort" };
    }
}
