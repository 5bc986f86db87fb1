using Infra.Model;

namespace Infra.Tests.Platform;

/// <summary>Production of the frozen community system, with observability as given, and Docker hosts by address.</summary>
internal static class LogSystem
{
    public static ComposeHostSpec Host { get; } = new() { Name = "docker-1", Address = "198.51.100.7" };

    public static ObservabilitySpec Observability { get; } =
        new() { Namespace = "infra", Loki = new(), Alloy = new(), Prometheus = new() };

    public static LokiSpec Open { get; } = new() { PushHost = "logs" };

    public static SystemSpec With(Func<ObservabilitySpec, ObservabilitySpec> edit, params ComposeHostSpec[] hosts)
    {
        var system = Described.StackOf("prod");
        var others = system.Compose.Hosts.Where(known => !hosts.Any(host => host.Name == known.Name));
        return system with { Observability = edit(Observability), Compose = new() { Hosts = [.. hosts, .. others] } };
    }

    /// <summary>Loki with a way in for the given Docker hosts.</summary>
    public static SystemSpec WithSenders(params ComposeHostSpec[] hosts) =>
        With(watch => watch with { Loki = Open, ComposeHosts = [.. hosts.Select(host => host.Name)] }, hosts);
}
