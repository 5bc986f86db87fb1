using Infra.Model;

namespace Infra.Compose;

/// <summary>Decision on which services are in the network that all projects of a Docker host share.</summary>
public static class SharedNetworks
{
    /// <summary>
    /// Whether a service is in the shared network: one without networks of its own is, so that each finds the others by their names. One
    /// with networks is kept apart, unless it calls a service on the host with which it has none of these in common, or is called by one.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="planned">The service.</param>
    public static bool Joins(SystemSpec system, PlannedService planned)
    {
        if (planned.Compose.HostNetwork)
        {
            return false;
        }

        return planned.Compose.Networks.Count == 0 || PlannedService.Of(system).Any(other =>
            other.Record != planned.Record
            && other.Compose.Host == planned.Compose.Host
            && !other.Compose.HostNetwork
            && !Meet(planned, other)
            && (Calls(planned, other) || Calls(other, planned)));
    }

    private static bool Meet(PlannedService one, PlannedService other) =>
        one.Project == other.Project && NetworksOf(one).Intersect(NetworksOf(other), StringComparer.Ordinal).Any();

    private static IReadOnlyList<string> NetworksOf(PlannedService planned) =>
        planned.Compose.Networks.Count > 0 ? planned.Compose.Networks : [ComposeFile.Default];

    private static bool Calls(PlannedService caller, PlannedService callee)
    {
        if (callee.Server is { } server)
        {
            return (caller.App?.Env ?? []).Concat(caller.Compose.Env).Any(variable => variable.Database?.Server == server.Name);
        }

        return caller.App is { } app && app.Calls.Contains(callee.Record.Name);
    }
}
