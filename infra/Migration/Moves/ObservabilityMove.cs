using System.Globalization;
using Infra.Model;

namespace Infra.Migration;

/// <summary>
/// A move of what a part of the monitoring in Docker keeps to the same part in the cluster. The source tells its own folder, and both are
/// asked over HTTP whether the copy is whole.
/// </summary>
/// <param name="moved">The kind of its data.</param>
/// <param name="script">The script of the kind.</param>
/// <param name="part">The part of the platform.</param>
/// <param name="workload">Its workload, as <c>kind/name</c>.</param>
/// <param name="claim">The claim of its volume.</param>
/// <param name="port">The port of its pods.</param>
public abstract class ObservabilityMove(DataKind moved, string script, string part, string workload, string claim, int port) : MoveKind
{
    /// <inheritdoc/>
    public override bool Is(DataKind kind) => kind == moved;

    /// <inheritdoc/>
    public override string ScriptOf(SystemSpec system, DataMoveSpec move) => script;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LibrariesOf(SystemSpec system, DataMoveSpec move) =>
        ["migration/move-files", "migration/move-http"];

    /// <inheritdoc/>
    public override string NamespaceOf(SystemSpec system, DataMoveSpec move) => system.Observability.Namespace;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Parameters(SystemSpec system, DataMoveSpec move) => new Dictionary<string, string>(
        Further(system), StringComparer.Ordinal)
    {
        ["SOURCE_CONTAINER"] = MoveSource.ContainerOf(system, move),
        ["SOURCE_FOLDER"] = "container",
        ["TARGET_CLAIM"] = claim,
        ["TARGET_PORT"] = port.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Further variables of the script. Defaults to none.</summary>
    /// <param name="system">The system.</param>
    protected virtual IReadOnlyDictionary<string, string> Further(SystemSpec system) => new Dictionary<string, string>();

    /// <inheritdoc/>
    public override IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move) => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FurtherWorkloads(SystemSpec system, DataMoveSpec move) =>
        [TargetWorkloads.Line(system.Observability.Namespace, workload)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts { get; } = [part];
}
