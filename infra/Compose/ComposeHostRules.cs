using System.Globalization;
using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Compose;

/// <summary>Rules of a Docker host and of all that runs on it: ports, memory, projects and variables.</summary>
internal static class ComposeHostRules
{
    private const decimal Gibibyte = 1024m * 1024 * 1024;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var host in context.Spec.Compose.Hosts)
        {
            CheckPorts(context, host);
            CheckMemory(context, host);
            CheckProjects(context, host);
            CheckSources(context, host);
        }

        foreach (var planned in PlannedService.Of(context.Spec))
        {
            if (planned.Compose.Managed && context.Spec.Compose.Host(planned.Compose.Host) is { Managed: true })
            {
                CheckDatabases(context, planned);
                CheckHealth(context, planned);
                CheckScratch(context, planned);
            }
        }
    }

    private static void CheckPorts(ValidationContext context, ComposeHostSpec host)
    {
        var node = context.Spec.Cluster.NodeOn(host);
        var taken = new List<HostPort>();
        foreach (var port in HostPorts.Of(context.Spec, host))
        {
            if (port is { Service: not null, Record: { } record })
            {
                // The ports in use are also those of services that others bring up.
                var isOurs = host.Managed && port.Service.Compose.Managed;
                if (taken.Find(other => port.Excludes(other) && (isOurs || other.Setting != HostPorts.InUse)) is { } other)
                {
                    context.Error(
                        record,
                        port.Setting,
                        other.Service is { } same && same.Record == port.Service.Record
                            ? $"'{same.Record.Name}' has the port {Worded(port)} of '{host.Name}' twice"
                            : $"the port {Worded(port)} of '{host.Name}' is taken by {other.Owner}",
                        port.Setting == "hostNetwork"
                            ? $"take hostNetwork away and publish another port, or free {port.Port}"
                            : "publish another port of the host; target is that of the container");
                }
                else if (node is not null && port.Protocol == PortProtocol.Tcp && NodeUser(context.Spec, port.Port) is { } user)
                {
                    context.Error(
                        record,
                        port.Setting,
                        $"{user} uses the port {port.Port} of '{host.Name}', which is the node '{node.Name}' of the cluster too",
                        "publish another port of the host; target is that of the container");
                }
            }

            taken.Add(port);
        }
    }

    // The node exporter of the cluster is among the described ports, with the number that the system chooses.
    private static string? NodeUser(SystemSpec system, int port) =>
        port == PrometheusSpec.UsualNodeExporterPort && !system.Observability.WatchesCluster() ? null : NodePorts.TcpUser(port);

    private static string Worded(HostPort port) =>
        port.Protocol == PortProtocol.Udp ? $"{Text(port.Port)}/udp" : Text(port.Port);

    private static void CheckMemory(ValidationContext context, ComposeHostSpec host)
    {
        var memory = HostMemory.Of(context.Spec, host);
        if (memory.Left is not < 0)
        {
            return;
        }

        var terms = memory.Limits.Select(static limit => $"{limit.Service} {Gib(limit.Bytes)}");
        context.Error(
            host,
            "memory",
            $"services{(memory.NodeBytes > 0 ? " and the cluster's node" : "")} may use {Gib(memory.Total)} of '{host.Name}', which has "
                + $"{Gib(host.Memory!.Value)}: "
                + string.Join(" + ", memory.NodeBytes > 0 ? terms.Prepend($"node {memory.Node!.Name} {Gib(memory.NodeBytes)}") : terms),
            memory.NodeBytes > 0
                ? "lower limitMemory of services or memory of the node, or move a service to another host"
                : "lower limitMemory of services, or move one to another host");
    }

    private static void CheckSources(ValidationContext context, ComposeHostSpec host)
    {
        if (host is not { Managed: true, Firewall: true, ClusterFrom.Count: 0 }
            || DockerFirewall.PortsOf(context.Spec, host) is not { Count: > 0 } ports
            || DockerFirewall.UnknownNodes(context.Spec, host) is not { Count: > 0 } nodes)
        {
            return;
        }

        context.Warn(
            host,
            "firewall",
            $"{string.Join(", ", ports.Select(static port => Text(port.Port)))} on '{host.Name}' {(ports.Count == 1 ? "is" : "are")} "
                + $"closed to {string.Join(", ", nodes.Select(static node => $"'{node.Name}'"))} of the cluster too: "
                + "their addresses outside the cluster's network are not described",
            "write clusterFrom with a range of cluster.firewall.ranges that has them, or an address of the host in the cluster's network");
    }

    private static void CheckProjects(ValidationContext context, ComposeHostSpec host)
    {
        if (!host.Managed)
        {
            return;
        }

        var watched = context.Spec.Observability.ComposeHosts.Contains(host.Name);
        foreach (var planned in PlannedService.Of(context.Spec))
        {
            if (planned.Compose.Host != host.Name)
            {
                continue;
            }

            if (watched && planned.Project == DockerAgents.Project)
            {
                context.Error(
                    planned.Compose,
                    "project",
                    $"'{DockerAgents.Project}' is the project of the agents on '{host.Name}'",
                    "write another project");
            }
        }

        foreach (var variables in PlannedService.Of(context.Spec).Where(planned => planned.Compose.Host == host.Name).GroupBy(
            static planned => $"{planned.Project}/{ComposeFile.DigestVariable(planned.Service)}", StringComparer.Ordinal))
        {
            var names = variables.Select(static planned => planned.Service).Distinct(StringComparer.Ordinal).ToList();
            if (names is [var first, var second, ..])
            {
                context.Error(
                    variables.Last().Compose,
                    "service",
                    $"'{first}' and '{second}' of the project '{variables.First().Project}' differ in signs only",
                    "write a name that differs in letters or digits");
            }
        }
    }

    private static void CheckDatabases(ValidationContext context, PlannedService planned)
    {
        var own = planned.Compose.Env.Select(static variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in planned.App?.Env ?? [])
        {
            if (!own.Contains(variable.Name))
            {
                CheckDatabase(context, planned, variable);
            }
        }

        foreach (var variable in planned.Compose.Env)
        {
            CheckDatabase(context, planned, variable);
        }
    }

    private static void CheckDatabase(ValidationContext context, PlannedService planned, VariableSpec variable)
    {
        if (variable.Database is { } reference && DockerDatabases.Of(context.Spec, planned, variable) is null)
        {
            context.Error(
                variable,
                "database",
                $"'{planned.Record.Name}' runs in Docker, where {reference} has no value: only host, port, name and user of a server in "
                    + "Docker have, or of one in the cluster that is exposed and whose nodes this host reaches; and a password that is a "
                    + "declared secret",
                $"write {variable.Name} under compose.env with a value or a secret");
        }
    }

    private static void CheckHealth(ValidationContext context, PlannedService planned)
    {
        if (HealthChecks.ProbeOf(planned) is { Command.Count: 0 } probe
            && (probe.Port is null || planned.App is null)
            && HealthChecks.PortOf(planned, probe) is null)
        {
            context.Error(
                planned.Compose,
                "health",
                $"'{planned.Record.Name}' has no port to check",
                "write the command of the check, or the app's ports");
        }
    }

    private static void CheckScratch(ValidationContext context, PlannedService planned)
    {
        var limit = ComposeServices.LimitsOf(planned).LimitMemory;
        foreach (var scratch in planned.App?.Scratch ?? [])
        {
            if (!scratch.Memory && scratch.Size > limit && !planned.Compose.Volumes.Any(volume => volume.Path == scratch.Path))
            {
                context.Warn(
                    scratch,
                    "size",
                    $"'{planned.Record.Name}' runs in Docker, where its scratch folders are memory: {scratch.Size} for {scratch.Path}, "
                        + $"beside its limit of {limit}",
                    $"write a volume or a folder of the host for {scratch.Path} under compose.volumes");
            }
        }
    }

    private static string Gib(decimal bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:0.##}Gi");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
