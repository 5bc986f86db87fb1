using System.Globalization;
using Infra.Databases;
using Infra.Model;

namespace Infra.Compose;

/// <summary>Decisions that make a Compose service of a described app or database server.</summary>
public static class ComposeServices
{
    private const string Temporary = "/tmp";
    private static readonly Quantity TemporarySize = Quantity.Parse("64Mi");

    /// <summary>Time for a database server to write its memory; after Docker's 10 seconds the next start would be a recovery.</summary>
    private static readonly Duration DatabaseStop = Duration.Parse("120s");

    /// <summary>The service of an app or a database server.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    /// <param name="planned">The app or server.</param>
    public static ComposeService Of(SystemSpec system, ComposeHostSpec host, PlannedService planned)
    {
        var app = planned.App is { } described ? AppReferences.OnDocker(system, host, described) : null;
        var compose = app?.Compose ?? planned.Compose;
        var resolved = planned with { App = app, Compose = compose };
        var variables = VariablesOf(system, resolved);
        var security = compose.Security ?? app?.Security;
        return new(planned.Service, compose.Image ?? app?.Image ?? "")
        {
            Entrypoint = app?.Command ?? [],
            Command = app?.Args ?? [],
            Environment = [.. variables.Where(static one => one.Secret is null).Select(static one => (one.Name, one.Value ?? ""))],
            SecretEnvironment = [.. variables.Where(static one => one.Secret is not null).Select(static one => (one.Name, one.Secret!))],
            Files = app?.Files ?? [],
            Volumes = VolumesOf(app, compose),
            HostPaths =
            [
                .. compose.Volumes.Select(static volume => volume.Folder).OfType<string>(),
                .. compose.Devices.Select(static device => device.Split(':')[0]),
            ],
            InMemory = [.. FoldersOf(resolved).Select(Worded)],
            Devices = [.. compose.Devices.Distinct(StringComparer.Ordinal)],
            HostNetwork = compose.HostNetwork,
            Networks = [.. compose.Networks.Distinct(StringComparer.Ordinal)],
            JoinsOthers = SharedNetworks.Joins(system, planned),
            Aliases = planned.Service == planned.Record.Name ? [] : [planned.Record.Name],
            Hosts = HostsOf(system, host, planned),
            Ports = PortsOf(planned),
            User = security is null ? null : $"{Text(security.User)}:{Text(security.Group ?? security.User)}",
            Capabilities = security?.Capabilities,
            Escalation = security?.Escalation ?? false,
            ReadOnlyRoot = security?.ReadOnlyRoot ?? false,
            Health = HealthChecks.Of(resolved),
            DependsOn = DependenciesOf(system, planned),
            Profile = compose.Profile,
            Restart = compose.Restart,
            StopGracePeriod = app is null ? DatabaseStop : app.GracePeriod,
            Memory = ComposeUnits.Memory(MemoryOf(planned)),
            Cpu = ComposeUnits.Cpu(LimitsOf(planned).LimitCpu),
        };
    }

    /// <summary>The limits of a service.</summary>
    /// <param name="planned">The app or server.</param>
    public static ResourcesSpec LimitsOf(PlannedService planned) =>
        planned.Compose.Resources ?? planned.App?.Resources ?? planned.Server!.Resources;

    /// <summary>
    /// The memory that a container may use: the limit of its processes, and the scratch folders which the cluster has on disk. Docker has
    /// them in memory, where what they hold counts.
    /// </summary>
    /// <param name="planned">The app or server.</param>
    public static Quantity MemoryOf(PlannedService planned) => Quantity.FromBytes(
        LimitsOf(planned).LimitMemory.Value
            + FoldersOf(planned).Where(static folder => !folder.Memory).Sum(static folder => folder.Size.Value));

    /// <summary>
    /// The ports that a service publishes; none in the network of the host, where each port that it listens on is the host's.
    /// </summary>
    /// <param name="planned">The app or server.</param>
    public static IReadOnlyList<ComposePortSpec> PortsOf(PlannedService planned)
    {
        var compose = planned.Compose;
        if (compose.HostNetwork)
        {
            return [];
        }

        return compose.Port is not { } port
            ? compose.Ports
            : [new() { Port = port, Target = TargetOf(planned) ?? port }, .. compose.Ports];
    }

    /// <summary>The port on which the container of a service answers first; null where nothing says.</summary>
    /// <param name="planned">The app or server.</param>
    public static int? TargetOf(PlannedService planned) =>
        planned.Server is { } server ? DatabaseEngines.Of(server).Port : planned.App is { Ports: [var first, ..] } ? first.Port : null;

    /// <summary>The names of the apps that a service calls which nothing on its host resolves, each with its addresses.</summary>
    private static List<(string Name, string Address)> HostsOf(SystemSpec system, ComposeHostSpec host, PlannedService planned)
    {
        var hosts = new List<(string, string)>();
        foreach (var callee in system.Apps)
        {
            if (planned.App is { } caller
                && caller.Calls.Contains(callee.Name)
                && callee.Ports.Select(port => Callees.FromDocker(system, host, planned.Compose, callee, port))
                    .FirstOrDefault(static known => known is not null) is { } address)
            {
                hosts.AddRange(address.Addresses.Select(one => (address.Host, one)));
            }
        }

        hosts.AddRange(DockerDatabases.HostsOf(system, planned));
        return hosts;
    }

    private static List<VariableSpec> VariablesOf(SystemSpec system, PlannedService planned)
    {
        var own = planned.Compose.Env.Select(static variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        var variables = new List<VariableSpec>();
        foreach (var variable in (IEnumerable<VariableSpec>)[
            .. (planned.App?.Env ?? []).Where(variable => !own.Contains(variable.Name)), .. planned.Compose.Env])
        {
            // A rule refuses a database that has no value in Docker.
            if (DockerDatabases.Of(system, planned, variable) is { } known)
            {
                variables.Add(known);
            }
        }

        return variables;
    }

    /// <summary>
    /// The scratch folders that a pod has too, in memory; not where a volume is mounted, which Docker would refuse.
    /// </summary>
    private static List<ScratchSpec> FoldersOf(PlannedService planned)
    {
        var (app, compose) = (planned.App, planned.Compose);
        var mounted = compose.Volumes.Select(static volume => volume.Path).Concat((app?.Mounts ?? []).Select(static mount => mount.Path))
            .ToHashSet(StringComparer.Ordinal);
        var folders = (app?.Scratch ?? []).Where(scratch => !mounted.Contains(scratch.Path)).ToList();
        if ((compose.Security ?? app?.Security) is { ReadOnlyRoot: true }
            && !mounted.Contains(Temporary)
            && !folders.Exists(static folder => folder.Path == Temporary))
        {
            folders.Insert(0, new() { Name = "tmp", Path = Temporary, Size = TemporarySize });
        }

        return folders;
    }

    /// <summary>
    /// A folder in memory, as Docker takes it: the kernel reads the size, bytes without a unit. Programs may be started from it, as from
    /// that of a pod; Docker's own setting is not to.
    /// </summary>
    private static string Worded(ScratchSpec folder) =>
        $"{folder.Path}:exec,mode=1777,size={folder.Size.Value.ToString("0", CultureInfo.InvariantCulture)}";

    private static List<string> VolumesOf(AppSpec? app, ComposeServiceSpec compose)
    {
        var own = compose.Volumes.Select(static volume => volume.Path).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (app?.Mounts ?? []).Where(mount => !own.Contains(mount.Path)).Select(
                static mount => Mount(mount.Name, mount.Path, mount.ReadOnly)),
            .. compose.Volumes.Select(static volume => Mount(volume.Volume ?? volume.Folder!, volume.Path, volume.ReadOnly)),
        ];
    }

    private static string Mount(string source, string path, bool readOnly) => readOnly ? $"{source}:{path}:ro" : $"{source}:{path}";

    private static List<(string, bool)> DependenciesOf(SystemSpec system, PlannedService planned)
    {
        var dependencies = new List<(string, bool)>(planned.Compose.DependsOn.Count);
        var others = PlannedService.Of(system).Where(
            other => other.Project == planned.Project && other.Compose.Host == planned.Compose.Host);
        foreach (var name in planned.Compose.DependsOn)
        {
            var other = others.FirstOrDefault(known => known.Service == name);
            dependencies.Add((name, other is not null && HealthChecks.Of(other) is not null));
        }

        return dependencies;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
