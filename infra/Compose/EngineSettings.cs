using Infra.Model;

namespace Infra.Compose;

/// <summary>Parameters of the step that installs or checks Docker Engine.</summary>
public static class EngineSettings
{
    /// <summary>The parameters of a host.</summary>
    /// <param name="system">The system.</param>
    /// <param name="host">The host.</param>
    public static IReadOnlyDictionary<string, string> Of(SystemSpec system, ComposeHostSpec host)
    {
        var isNode = system.Cluster.RunsOn(host);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["INSTALL"] = host.Engine.Install ? "yes" : "",
            ["ENGINE_VERSION"] = EngineVersions.Of(host),
            ["COMPOSE_VERSION"] = EngineVersions.Compose,
            ["CONTAINERD_VERSION"] = EngineVersions.Containerd,
            ["OLDEST_ENGINE"] = EngineVersions.OldestEngine,
            ["OLDEST_COMPOSE"] = EngineVersions.OldestCompose,
            ["KEY_FINGERPRINT"] = EngineVersions.KeyFingerprint,
            ["REPOSITORY"] = host.Engine.Repository,
            ["SETTINGS"] = DaemonSettings.Of(host, isNode),
            ["RESERVED"] = string.Join(' ', DockerRanges.Reserved(system).Select(static use => use.Range)),
            ["NODE"] = isNode ? "yes" : "",
            ["BRIDGE_ADDRESS"] = host.BridgeAddress?.ToString() ?? "",
        };
    }
}
