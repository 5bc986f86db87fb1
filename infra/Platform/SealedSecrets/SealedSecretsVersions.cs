using Infra.Charts;

namespace Infra.Platform;

/// <summary>What <see cref="SealedSecrets"/> installs.</summary>
public static class SealedSecretsVersions
{
    /// <summary>The chart; it brings the controller 0.38.4.</summary>
    public static Chart Chart { get; } = new("sealed-secrets", "https://bitnami.github.io/sealed-secrets", "2.19.1");
}
