using Infra.Model;

namespace Infra.Platform;

/// <summary>A process on a Docker host that serves metrics.</summary>
/// <param name="Job">Label <c>job</c> of its series.</param>
/// <param name="Port">Its port on the host.</param>
/// <param name="Keep">Regular expressions of the names of the series that are kept; empty for all.</param>
public sealed record DockerMetrics(string Job, int Port, IReadOnlyList<string> Keep)
{
    /// <summary>Label of every series from a Docker host with its name in <c>compose.hosts</c>.</summary>
    public const string HostLabel = "host";

    /// <summary>Port of cAdvisor on a Docker host.</summary>
    public const int ContainersPort = 8081;

    /// <summary>The node exporter and cAdvisor.</summary>
    public static IReadOnlyList<DockerMetrics> All { get; } =
    [
        new(PrometheusValues.NodeExporterJob, PrometheusSpec.UsualNodeExporterPort, []),
        new("cadvisor", ContainersPort, KeptMetrics.DockerContainers),
    ];

    /// <summary>The Docker hosts that are watched.</summary>
    /// <param name="system">The system.</param>
    public static IReadOnlyList<ComposeHostSpec> HostsOf(SystemSpec system)
    {
        var hosts = new List<ComposeHostSpec>();
        foreach (var host in system.Compose.Hosts)
        {
            if (system.Observability.ComposeHosts.Contains(host.Name))
            {
                hosts.Add(host);
            }
        }

        return hosts;
    }

    /// <summary>Address of the process on a host, as pods reach it.</summary>
    /// <param name="host">The host.</param>
    public string On(ComposeHostSpec host) => $"{host.BridgeAddress?.ToString() ?? host.Address}:{Port}";
}
