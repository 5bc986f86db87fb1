using Infra.Model;
using Infra.Parts;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>A move of Grafana's dashboards, users and plugins to the Grafana in the cluster.</summary>
public sealed class GrafanaMove() : ObservabilityMove(
    DataKind.Grafana,
    "migration/move-grafana",
    PartNames.Grafana,
    $"deployment/{GrafanaEndpoint.Service}",
    GrafanaEndpoint.Service,
    GrafanaEndpoint.Port)
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Further(SystemSpec system) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TARGET_KEYS"] = GrafanaValues.KeysSecret,
            ["TARGET_PLUGINS"] = string.Join(' ', system.Observability.Grafana?.Plugins ?? []),
        };
}
