using System.Globalization;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>A move of Grafana's dashboards, users and plugins to the Grafana in the cluster.</summary>
public sealed class GrafanaMove : MoveKind
{
    /// <inheritdoc/>
    public override bool Is(DataKind kind) => kind == DataKind.Grafana;

    /// <inheritdoc/>
    public override string ScriptOf(SystemSpec system, DataMoveSpec move) => "migration/move-grafana";

    /// <inheritdoc/>
    public override IReadOnlyList<string> LibrariesOf(SystemSpec system, DataMoveSpec move) =>
        ["migration/move-files", "migration/move-http"];

    /// <inheritdoc/>
    public override string NamespaceOf(SystemSpec system, DataMoveSpec move) => system.Observability.Namespace;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Parameters(SystemSpec system, DataMoveSpec move) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SOURCE_CONTAINER"] = MoveSource.ContainerOf(system, move),
            ["TARGET_CLAIM"] = GrafanaEndpoint.Service,
            // Found by the environment of the container.
            ["SOURCE_FOLDER"] = "container",
            ["TARGET_PORT"] = GrafanaEndpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["TARGET_KEYS"] = GrafanaValues.KeysSecret,
            ["TARGET_PLUGINS"] = string.Join(' ', system.Observability.Grafana?.Plugins ?? []),
        };

    /// <inheritdoc/>
    public override IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FurtherWorkloads(SystemSpec system, DataMoveSpec move) =>
        [TargetWorkloads.Line(system.Observability.Namespace, $"deployment/{GrafanaEndpoint.Service}")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts { get; } = [PartNames.Grafana];
}
