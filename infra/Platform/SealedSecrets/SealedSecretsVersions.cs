using Infra.Charts;

namespace Infra.Platform;

/// <summary>Pinned chart of <see cref="SealedSecrets"/>.</summary>
public static class SealedSecretsVersions
{
    /// <summary>The chart, with the controller 0.38.4.</summary>
    public static Chart Chart { get; } = new("sealed-secrets", "https://bitnami.github.io/sealed-secrets", "2.19.1");
}
