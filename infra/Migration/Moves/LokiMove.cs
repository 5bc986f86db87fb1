using System.Globalization;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>A move of Loki's chunks and index to the Loki in the cluster.</summary>
public sealed class LokiMove : MoveKind
{
    /// <inheritdoc/>
    public override bool Is(DataKind kind) => kind == DataKind.Loki;

    /// <inheritdoc/>
    public override string ScriptOf(SystemSpec system, DataMoveSpec move) => "migration/move-loki";

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
            ["TARGET_CLAIM"] = $"storage-{Loki.Release}-0",
            // Found by the configuration of Loki itself.
            ["SOURCE_FOLDER"] = "container",
            ["TARGET_PORT"] = LokiEndpoint.Port.ToString(CultureInfo.InvariantCulture),
        };

    /// <inheritdoc/>
    public override IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FurtherWorkloads(SystemSpec system, DataMoveSpec move) =>
        [TargetWorkloads.Line(system.Observability.Namespace, $"statefulset/{Loki.Release}")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts { get; } = [PartNames.Loki];
}
