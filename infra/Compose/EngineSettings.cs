using Infra.Model;

namespace Infra.Compose;

/// <summary>Parameters of the step that installs or checks Docker Engine.</summary>
public static class EngineSettings
{
    /// <summary>The parameters of a host.</summary>
    /// <param name="host">The host.</param>
    public static IReadOnlyDictionary<string, string> Of(ComposeHostSpec host) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["INSTALL"] = host.Engine.Install ? "yes" : "",
        ["ENGINE_VERSION"] = host.Engine.Version ?? EngineVersions.Engine,
        ["COMPOSE_VERSION"] = EngineVersions.Compose,
        ["CONTAINERD_VERSION"] = EngineVersions.Containerd,
        ["KEY_FINGERPRINT"] = EngineVersions.KeyFingerprint,
        ["NETWORKS"] = host.Engine.Networks.ToString(),
    };
}
