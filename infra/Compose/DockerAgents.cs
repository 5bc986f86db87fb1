using Infra.Model;
using Infra.Platform;

namespace Infra.Compose;

/// <summary>
/// The services that make a Docker host a part of the one view: the node exporter and cAdvisor, which Prometheus asks, and Alloy, which
/// sends the journal and the containers' logs to Loki.
/// </summary>
public static class DockerAgents
{
    /// <summary>Name of the Compose project.</summary>
    public const string Project = "monitoring-agents";

    /// <summary>Name of the file with Alloy's configuration.</summary>
    public const string Configuration = "config.alloy";

    /// <summary>Port of the node exporter.</summary>
    public const int NodeExporterPort = 9100;

    /// <summary>Port of cAdvisor. Its own default, 8080, is that of many services.</summary>
    public const int CadvisorPort = 8081;

    private const string AlloyVolume = "alloy-data";

    /// <summary>
    /// Folder of Alloy's data. The image's own one is below a folder that is closed to root without capabilities: its owner is 473, its
    /// mode 0770 (https://github.com/grafana/alloy/blob/main/Dockerfile).
    /// </summary>
    private const string AlloyStorage = "/data";
    private const string ExporterName = "node-exporter";

    private static readonly Quantity ExporterMemory = Quantity.Parse("64Mi");
    private static readonly Quantity AgentMemory = Quantity.Parse("256Mi");

    /// <summary>
    /// The services of a Docker host. All are in the network of the host: ports that Docker publishes go around the host's firewall
    /// (https://docs.docker.com/engine/network/packet-filtering-firewalls/).
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyList<ComposeService> Of(SystemSpec system, ComposeHostSpec host)
    {
        // On the address that Prometheus asks; a host described by a name may have any.
        var listen = host.ClusterAddress()?.ToString() ?? "";
        var services = new List<ComposeService> { NodeExporter(listen), Cadvisor(listen) };
        if (ConfigurationOf(system, host) is { } configuration)
        {
            services.Add(Alloy(listen, configuration));
        }

        return services;
    }

    /// <summary>Alloy's configuration on a Docker host; null where nothing takes its log lines.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static string? ConfigurationOf(SystemSpec system, ComposeHostSpec host) => LogPush.UrlForDockerHosts(system) is { } url
        ? AlloyBlock.Write(AlloyConfiguration.OfDockerHost(host.Name, system.Cluster.Name, url))
        : null;

    /// <summary>
    /// Whether a stack brings the agents of a host up: the one that owns the cluster watches the hosts, for all of its stacks.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static bool AreOf(SystemSpec system, ComposeHostSpec host) => system.OwnsCluster() && AreOn(system, host);

    /// <summary>Whether a host has the agents, whichever stack brings them up. On an unmanaged host others choose what they run.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static bool AreOn(SystemSpec system, ComposeHostSpec host) =>
        host.Managed && system.Observability.ComposeHosts.Contains(host.Name);

    /// <summary>TCP ports of the agents, each with the agent as the subject of a sentence; at the address that the cluster asks.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">A host that has them.</param>
    public static IReadOnlyList<(int Port, string Agent)> PortsOf(SystemSpec system, ComposeHostSpec host)
    {
        (int, string) exporter = (NodeExporterPort, "the node exporter of the host");
        (int, string) containers = (CadvisorPort, "cAdvisor of the host");
        return ConfigurationOf(system, host) is null
            ? [exporter, containers]
            : [exporter, containers, (AlloyValues.Port, "Alloy of the host")];
    }

    /// <summary>Bytes that the agents of a host may use.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static decimal MemoryOf(SystemSpec system, ComposeHostSpec host) =>
        Of(system, host).Sum(static service => service.Name == ExporterName ? ExporterMemory.Value : AgentMemory.Value);

    private static ComposeService NodeExporter(string listen) => new(ExporterName, DockerAgentVersions.NodeExporter)
    {
        Command = ["--path.rootfs=/host", $"--web.listen-address={listen}:{NodeExporterPort}"],
        Volumes = ["/:/host:ro,rslave"],
        HostNetwork = true,
        HostProcesses = true,
        Memory = ComposeUnits.Memory(ExporterMemory),
        Cpu = "0.25",
    };

    // Its image asks for the rights of the host (https://github.com/google/cadvisor/blob/master/docs/running.md). The image's own health
    // check asks localhost, where it does not listen.
    private static ComposeService Cadvisor(string listen) => new("cadvisor", DockerAgentVersions.Cadvisor)
    {
        Command =
        [
            .. listen.Length == 0 ? (string[])[] : [$"--listen_ip={listen}"],
            $"--port={CadvisorPort}",
            "--docker_only=true",
            "--store_container_labels=false",
            "--whitelisted_container_labels=com.docker.compose.project,com.docker.compose.service",
            "--housekeeping_interval=30s",
        ],
        Volumes = ["/:/rootfs:ro", "/var/run:/var/run:ro", "/sys:/sys:ro", "/var/lib/docker:/var/lib/docker:ro", "/dev/disk:/dev/disk:ro"],
        Devices = ["/dev/kmsg"],
        HostNetwork = true,
        Privileged = true,
        Health = new(
            ["CMD", "wget", "-q", "--tries=1", "--spider", $"http://{(listen.Length == 0 ? "localhost" : listen)}:{CadvisorPort}/healthz"],
            "15s",
            "3s",
            4,
            "60s"),
        Memory = ComposeUnits.Memory(AgentMemory),
        Cpu = "0.5",
    };

    // Root reads and writes its own files, the journal, Docker's socket and its volume among them, without any capability.
    private static ComposeService Alloy(string listen, string configuration) => new("alloy", AlloyVersions.Image)
    {
        Command =
        [
            "run",
            $"/etc/alloy/{Configuration}",
            $"--storage.path={AlloyStorage}",
            $"--server.http.listen-addr={(listen.Length == 0 ? "0.0.0.0" : listen)}:{AlloyValues.Port}",
            "--disable-reporting",
        ],
        Volumes =
        [
            $"{AlloyVolume}:{AlloyStorage}",
            "/var/log:/var/log:ro",
            "/run/log:/run/log:ro",
            "/etc/machine-id:/etc/machine-id:ro",
            "/var/run/docker.sock:/var/run/docker.sock:ro",
        ],
        HostNetwork = true,
        User = "0:0",
        Memory = ComposeUnits.Memory(AgentMemory),
        Cpu = "0.5",
        Files = [new() { Name = Configuration, Path = $"/etc/alloy/{Configuration}", Content = configuration }],
    };
}
