using System.Globalization;
using Infra.Databases;
using Infra.Model;

namespace Infra.Compose;

/// <summary>Decision on the value of a variable that names a database, for a service in Docker.</summary>
public static class DockerDatabases
{
    /// <summary>
    /// The variable with a value in plain text or a declared secret in place of the database; null for one that has neither.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="client">The service that reads the variable.</param>
    /// <param name="variable">The variable.</param>
    public static VariableSpec? Of(SystemSpec system, PlannedService client, VariableSpec variable)
    {
        if (variable.Database is not { } reference)
        {
            return variable;
        }

        var server = ServerOf(system, reference);
        var exposed = server is null ? ExposedTo(system, client, reference) : null;
        if ((server?.Server ?? exposed?.Server)?.DatabasesIn(system).FirstOrDefault(known => known.Name == reference.Database)
            is not { } database)
        {
            return null;
        }

        return reference.Property switch
        {
            // The name stands in the container's list of hosts.
            DatabaseProperty.Host => Plain(exposed?.Server.Name ?? AddressOf(system, client, server!)),
            DatabaseProperty.Port => Plain(
                (exposed?.Spec.NodePort ?? PortOf(client, server!))?.ToString(CultureInfo.InvariantCulture)),
            DatabaseProperty.Name => Plain(database.Name),
            DatabaseProperty.User => Plain(database.User),
            DatabaseProperty.Password when database.Password is { } secret => new() { Name = variable.Name, Secret = secret },
            _ => null,
        };

        VariableSpec? Plain(string? value) => value is null ? null : new() { Name = variable.Name, Value = value };
    }

    /// <summary>
    /// The servers in the cluster that a service names in its variables, with the addresses at which it reaches them: those of all servers
    /// of k3s, so that the loss of one is not that of the database.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="client">The service.</param>
    public static IReadOnlyList<(string Name, string Address)> HostsOf(SystemSpec system, PlannedService client)
    {
        var hosts = new List<(string, string)>();
        foreach (var variable in (IEnumerable<VariableSpec>)[.. client.App?.Env ?? [], .. client.Compose.Env])
        {
            if (variable.Database is { } reference
                && ServerOf(system, reference) is null
                && ExposedTo(system, client, reference) is { } exposed
                && system.Compose.Host(client.Compose.Host) is { } docker)
            {
                hosts.AddRange(Callees.NodesFrom(system, docker).Select(address => (exposed.Server.Name, address)));
            }
        }

        return [.. hosts.Distinct()];
    }

    /// <summary>The exposure of a server in the cluster to a service in Docker; null for one that it cannot reach.</summary>
    private static DatabaseExposure? ExposedTo(SystemSpec system, PlannedService client, DatabaseReference reference) =>
        system.Compose.Host(client.Compose.Host) is { } docker && Callees.NodesFrom(system, docker).Count > 0
            ? DatabaseExposure.Of(system).FirstOrDefault(exposure => exposure.Server.Name == reference.Server)
            : null;

    private static PlannedService? ServerOf(SystemSpec system, DatabaseReference reference)
    {
        foreach (var planned in PlannedService.Of(system))
        {
            if (planned.Server?.Name == reference.Server)
            {
                return planned;
            }
        }

        return null;
    }

    private static string? AddressOf(SystemSpec system, PlannedService client, PlannedService server)
    {
        if (ByName(client, server))
        {
            return server.Service;
        }

        return client.Compose.Host == server.Compose.Host && client.Compose.HostNetwork
            ? "127.0.0.1"
            : system.Compose.Host(server.Compose.Host)?.Address;
    }

    private static int? PortOf(PlannedService client, PlannedService server) =>
        ByName(client, server) || server.Compose.HostNetwork ? DatabaseEngines.Of(server.Server!).Port : server.Compose.Port;

    /// <summary>Services of one host find each other by their names, unless one of them is in the host's network.</summary>
    private static bool ByName(PlannedService client, PlannedService server) =>
        client.Compose.Host == server.Compose.Host
        && client.Compose.Managed == server.Compose.Managed
        && !client.Compose.HostNetwork
        && !server.Compose.HostNetwork;
}
