using System.Globalization;
using Infra.Model;

namespace Infra.Migration;

/// <summary>A move of what is in a folder or a Docker volume to a volume of the cluster.</summary>
/// <param name="moved">The kind of its data.</param>
/// <param name="script">The script of the kind.</param>
public sealed class VolumeMove(DataKind moved, string script) : MoveKind
{
    /// <summary>Variable with which Meilisearch upgrades files of an older version at its start.</summary>
    private const string Upgrade = "MEILI_EXPERIMENTAL_DUMPLESS_UPGRADE";
    private const string Files = "migration/move-files";

    /// <inheritdoc/>
    public override IReadOnlyList<string> LibrariesOf(SystemSpec system, DataMoveSpec move) => script == Files ? [] : [Files];

    /// <inheritdoc/>
    public override bool Is(DataKind kind) => kind == moved;

    /// <inheritdoc/>
    public override string ScriptOf(SystemSpec system, DataMoveSpec move) => script;

    /// <inheritdoc/>
    public override string NamespaceOf(SystemSpec system, DataMoveSpec move) => system.NamespaceOf(OwnerOf(system, move));

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Parameters(SystemSpec system, DataMoveSpec move)
    {
        var owner = OwnerOf(system, move);
        var isFolder = move.From.StartsWith('/');
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SOURCE_CONTAINER"] = MoveSource.ContainerOf(owner, move) ?? "",
            ["SOURCE_FOLDER"] = isFolder ? move.From : "",
            ["SOURCE_VOLUME"] = isFolder ? "" : move.From,
            ["TARGET_CLAIM"] = ClaimOf(system, move, owner),
            ["TARGET_APP"] = owner.Name,
            ["TARGET_PORT"] = owner.Ports is [var port, ..] ? port.Port.ToString(CultureInfo.InvariantCulture) : "",
            ["OWNER"] = move.Owner ?? "",
        };
        var volume = VolumeOf(system, move);
        if (VolumeClaims.OwnerOf(system, volume) is null)
        {
            // The set that makes the claim comes after the move, and takes the one that is there.
            parameters["CLAIM_SIZE"] = volume.Size.ToString();
            parameters["CLAIM_CLASS"] = volume.Class;
            parameters["CLAIM_MODE"] = volume.AccessMode.ToString();
        }

        if (moved == DataKind.Meilisearch)
        {
            parameters["TARGET_VERSION"] = owner.Image is { } image ? ImageReference.Parse(image).Tag ?? "" : "";
            parameters["TARGET_UPGRADES"] = owner.Env.Any(static each => each is { Name: Upgrade, Value: "true" }) ? "true" : "";
        }

        return parameters;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AppSpec> UsersOf(SystemSpec system, DataMoveSpec move)
    {
        var home = NamespaceOf(system, move);
        return
        [
            .. system.Apps.Where(app => system.NamespaceOf(app) == home && app.Mounts.Any(mount => mount.Name == move.To)),
        ];
    }

    /// <summary>Name of the claim: the volume's own, or that of the template with the name of the set's only pod.</summary>
    private static string ClaimOf(SystemSpec system, DataMoveSpec move, AppSpec owner) =>
        VolumeOf(system, move) is var volume && VolumeClaims.OwnerOf(system, volume) is null
            ? $"{volume.Name}-{owner.Name}-0"
            : volume.Name;

    private static VolumeSpec VolumeOf(SystemSpec system, DataMoveSpec move) =>
        system.Storage.Volumes.FirstOrDefault(volume => volume.Name == move.To)
            ?? throw new InvalidOperationException($"dataMoves[{move.Name}].to: '{move.To}' is not described");

    private static AppSpec OwnerOf(SystemSpec system, DataMoveSpec move)
    {
        var volume = VolumeOf(system, move);
        return system.Apps.FirstOrDefault(app => app.Name == volume.Owner)
            ?? throw new InvalidOperationException($"dataMoves[{move.Name}].to: no app owns '{move.To}'");
    }
}
