using Infra.Charts;
using Infra.Parts;

namespace Infra.Databases;

/// <summary>Pinned versions of <see cref="CloudNativePg"/>.</summary>
public static class CloudNativePgVersions
{
    private const string Repository = "https://cloudnative-pg.github.io/charts";

    /// <summary>
    /// Chart of CloudNativePG 1.30.0 (29 June 2026), which supports PostgreSQL 14 to 18;
    /// <see cref="Infra.Model.Validation.PostgresRules"/> checks them.
    /// </summary>
    public static Chart Operator { get; } = new("cloudnative-pg", Repository, "0.29.0");

    /// <summary>The versions that CloudNativePG 1.30 supports (https://cloudnative-pg.io/docs/1.30/supported_releases).</summary>
    public static SupportedKubernetes Kubernetes { get; } = new("CloudNativePG 1.30", 34, 36);

    /// <summary>Chart of the archive plugin 0.13.0 (10 June 2026).</summary>
    public static Chart BarmanCloud { get; } = new("plugin-barman-cloud", Repository, "0.7.0");
}
