using Infra.Model;

namespace Infra.Compose;

/// <summary>Memory of a Docker host and what runs on it: the limits of its services, and the share of the cluster's node on it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Limits">The limits by service, those of the monitoring agents included, the largest first.</param>
/// <param name="Node">The node on the same machine; null for none.</param>
public sealed record HostMemory(ComposeHostSpec Host, IReadOnlyList<(string Service, decimal Bytes)> Limits, NodeSpec? Node)
{
    /// <summary>Share of the cluster's node in bytes; 0 where there is none, and where its share is not described.</summary>
    public decimal NodeBytes => Node?.Memory?.Value ?? 0;

    /// <summary>Bytes that the services and the node may use together.</summary>
    public decimal Total => Limits.Sum(static limit => limit.Bytes) + NodeBytes;

    /// <summary>
    /// Bytes that are left; less than zero where they may use more than there is. Null where the host's memory is not described.
    /// </summary>
    public decimal? Left => Host.Memory is { } memory ? memory.Value - Total : null;

    /// <summary>The memory of a host.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static HostMemory Of(SystemSpec system, ComposeHostSpec host)
    {
        var limits = new List<(string Service, decimal Bytes)>();
        foreach (var planned in PlannedService.Of(system))
        {
            if (planned.Compose.Host == host.Name)
            {
                limits.Add((planned.Record.Name, ComposeServices.MemoryOf(planned).Value));
            }
        }

        if (DockerAgents.AreOf(system, host))
        {
            limits.Add((DockerAgents.Project, DockerAgents.MemoryOf(system, host)));
        }

        return new(
            host,
            [.. limits.OrderByDescending(static limit => limit.Bytes).ThenBy(static limit => limit.Service, StringComparer.Ordinal)],
            system.Cluster.NodeOn(host));
    }
}
