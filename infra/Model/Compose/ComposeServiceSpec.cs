namespace Infra.Model;

/// <summary>
/// An app or a database server as a Docker Compose service. What is not set here is that of the app: image, command, variables, files,
/// mounts, rights, health check, limits; so that <c>runsOn</c> alone moves it.
/// </summary>
[OnlyWhen(nameof(Networks), nameof(HostNetwork), "False")]
[OnlyWhen(nameof(Ports), nameof(HostNetwork), "False")]
public sealed record ComposeServiceSpec
{
    /// <summary>Name of the Docker host.</summary>
    [ObjectName]
    public required string Host { get; init; }

    /// <summary>
    /// Compose project of the service. Another name moves the service to another project on the same volumes. Defaults to the name of the
    /// service.
    /// </summary>
    [ComposeProjectName]
    public string? Project { get; init; }

    /// <summary>Name of the service in the project, and in Docker's networks. Defaults to the name of the app or server.</summary>
    [EntryName]
    public string? Service { get; init; }

    /// <summary>
    /// Name of the container, for one that others start outside Compose, such as Discourse's launcher: data moves find it by this name.
    /// Defaults to the container of the project's service.
    /// </summary>
    [EntryName]
    public string? Container { get; init; }

    /// <summary>
    /// Whether the program brings the service up, on a managed host; false only refers to a service that others bring up. All services of a
    /// project are the same in this. Defaults to true.
    /// </summary>
    public bool Managed { get; init; } = true;

    /// <summary>Compose profile that starts the service; null (default) to start it always.</summary>
    [EntryName]
    public string? Profile { get; init; }

    /// <summary>Port that the host publishes for the app's first port; null (default) for none.</summary>
    [Port]
    public int? Port { get; init; }

    /// <summary>
    /// HTTPS in front of the app, which requests from the cluster's routes then use instead of <see cref="Port"/>; null (default) for plain
    /// HTTP. Traefik verifies the certificate.
    /// </summary>
    public ComposeHttpsSpec? Https { get; init; }

    /// <summary>Further published ports. Defaults to none.</summary>
    public IReadOnlyList<ComposePortSpec> Ports { get; init; } = [];

    /// <summary>
    /// Names of the ranges that may connect to the published ports, beside the cluster's nodes and pods and the Docker hosts; empty for
    /// these alone. Null (default) for everybody. The firewall of a managed host holds to it.
    /// </summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string>? From { get; init; }

    /// <summary>Whether the container uses the network of the host, which publishes every port it listens on. Defaults to false.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>
    /// Networks of the project that the service is in, each kept apart from the others. With these it is in the network of all services on
    /// the host only where one of those calls it, or is called by it (<c>calls</c>, or a variable with a <c>database</c>). Defaults to the
    /// project's own network and that of all services.
    /// </summary>
    [EntryName]
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Image with a pinned tag; null (default) for that of the app. Required for a database server.</summary>
    [PinnedImage]
    public string? Image { get; init; }

    /// <summary>Environment variables beside those of the app; of the same name, these win. Defaults to none.</summary>
    public IReadOnlyList<VariableSpec> Env { get; init; } = [];

    /// <summary>Volumes and folders of the host beside the mounts of the app; at the same path, these win. Defaults to none.</summary>
    public IReadOnlyList<ComposeVolumeSpec> Volumes { get; init; } = [];

    /// <summary>Devices of the host, such as <c>/dev/dri</c>. Defaults to none.</summary>
    [DevicePath]
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>
    /// Health check, which the start waits for; null (default) for the app's readiness probe, or its liveness probe. A check by path needs
    /// curl or wget in the image.
    /// </summary>
    public ProbeSpec? Health { get; init; }

    /// <summary>Services of the same project that must be up first; those with a health check must pass it. Defaults to none.</summary>
    [EntryName]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>
    /// Commands around a data move of what the app writes (<c>dataMoves.stopWrites</c>); null (default) to stop its container.
    /// </summary>
    public ComposeWritesSpec? Writes { get; init; }

    /// <summary>Case in which Docker starts a stopped container again. Defaults to <see cref="ComposeRestart.UnlessStopped"/>.</summary>
    public ComposeRestart Restart { get; init; }

    /// <summary>Rights of the processes; null (default) for those of the app, and of a database server for those of its image.</summary>
    public AppSecuritySpec? Security { get; init; }

    /// <summary>
    /// Limits of the container's processes; null (default) for those of the app or server. The sizes of scratch folders come to it, which
    /// are in memory. Requests are not read.
    /// </summary>
    public ResourcesSpec? Resources { get; init; }

    /// <summary>Name of the service in its project.</summary>
    /// <param name="record">Name of the app or server.</param>
    public string ServiceOf(string record) => Service ?? record;

    /// <summary>Name of the service's project.</summary>
    /// <param name="record">Name of the app or server.</param>
    public string ProjectOf(string record) => Project ?? ServiceOf(record);
}
