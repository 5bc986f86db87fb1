using System.Globalization;
using Infra.Model;

namespace Infra.Compose;

/// <summary>Decisions that make a Compose service of a described app or database server.</summary>
public static class ComposeServices
{
    /// <summary>The service of an app or a database server.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    /// <param name="planned">The app or server.</param>
    public static ComposeService Of(SystemSpec system, ComposeHostSpec host, PlannedService planned)
    {
        var app = planned.App is { } described ? AppReferences.OnDocker(system, host, described) : null;
        var compose = app?.Compose ?? planned.Compose;
        var variables = VariablesOf(app, compose);
        var security = compose.Security ?? app?.Security;
        var limits = compose.Resources ?? app?.Resources ?? planned.Server!.Resources;
        return new(planned.Service, compose.Image ?? app?.Image ?? "")
        {
            Entrypoint = app?.Command ?? [],
            Command = app?.Args ?? [],
            Environment = [.. variables.Where(static one => one.Secret is null).Select(static one => (one.Name, one.Value ?? ""))],
            SecretEnvironment = [.. variables.Where(static one => one.Secret is not null).Select(static one => (one.Name, one.Secret!))],
            Files = app?.Files ?? [],
            Volumes = VolumesOf(app, compose),
            InMemory = security is { ReadOnlyRoot: true } ? ["/tmp", .. app?.Scratch.Select(static scratch => scratch.Path) ?? []] : [],
            Devices = compose.Devices,
            HostNetwork = compose.HostNetwork,
            Networks = compose.Networks,
            Aliases = planned.Service == planned.Record.Name ? [] : [planned.Record.Name],
            Hosts = HostsOf(system, host, planned),
            Ports = PortsOf(app, compose),
            User = security is null ? null : $"{Text(security.User)}:{Text(security.Group ?? security.User)}",
            Capabilities = security?.Capabilities,
            Escalation = security?.Escalation ?? false,
            ReadOnlyRoot = security?.ReadOnlyRoot ?? false,
            Health = HealthOf(app, compose),
            DependsOn = DependenciesOf(system, planned),
            Profile = compose.Profile,
            Restart = compose.Restart,
            StopGracePeriod = app?.GracePeriod,
            Memory = limits.LimitMemory.ToString(),
            Cpu = limits.LimitCpu.ToString(),
        };
    }

    /// <summary>The health check of a service; null for that of its image.</summary>
    /// <param name="app">The app; null for a database server.</param>
    /// <param name="compose">Its Compose service.</param>
    public static ComposeHealth? HealthOf(AppSpec? app, ComposeServiceSpec compose) =>
        compose.Health is { Command.Count: > 0 } probe
            ? new(["CMD", .. probe.Command], $"{probe.Period}", $"{probe.Timeout}", probe.FailureThreshold, $"{probe.InitialDelay}")
            : null;

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

        return hosts;
    }

    private static IReadOnlyList<VariableSpec> VariablesOf(AppSpec? app, ComposeServiceSpec compose)
    {
        var own = compose.Env.Select(static variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        return [.. (app?.Env ?? []).Where(variable => !own.Contains(variable.Name)), .. compose.Env];
    }

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

    private static List<ComposePortSpec> PortsOf(AppSpec? app, ComposeServiceSpec compose)
    {
        var ports = new List<ComposePortSpec>();
        if (compose.Port is { } port)
        {
            ports.Add(new() { Port = port, Target = app is { Ports: [var first, ..] } ? first.Port : port });
        }

        ports.AddRange(compose.Ports);
        return compose.HostNetwork ? [] : ports;
    }

    private static IReadOnlyList<(string, bool)> DependenciesOf(SystemSpec system, PlannedService planned)
    {
        var dependencies = new List<(string, bool)>(planned.Compose.DependsOn.Count);
        var others = PlannedService.Of(system).Where(
            other => other.Project == planned.Project && other.Compose.Host == planned.Compose.Host);
        foreach (var name in planned.Compose.DependsOn)
        {
            var other = others.FirstOrDefault(known => known.Service == name);
            dependencies.Add((name, other is not null && HealthOf(other.App, other.Compose) is not null));
        }

        return dependencies;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
