using Infra.Charts;

namespace Infra.Databases;

/// <summary>Pinned versions of <see cref="CloudNativePg"/>.</summary>
public static class CloudNativePgVersions
{
    private const string Repository = "https://cloudnative-pg.github.io/charts";

    /// <summary>The operator's chart; it brings CloudNativePG 1.30.0 (29 June 2026), for Kubernetes 1.34 to 1.36 and PostgreSQL 14 to 18, which <see cref="Infra.Model.Validation.PostgresRules"/> holds to.</summary>
    public static Chart Operator { get; } = new("cloudnative-pg", Repository, "0.29.0");

    /// <summary>The archive plugin's chart; it brings the plugin 0.13.0 (10 June 2026).</summary>
    public static Chart BarmanCloud { get; } = new("plugin-barman-cloud", Repository, "0.7.0");
}
