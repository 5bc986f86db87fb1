using Infra.Model;

namespace Infra.Migration;

/// <summary>The list of the kinds of data moves.</summary>
public static class MoveKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<MoveKind> All { get; } =
    [
        new DatabaseMove(),
        new VolumeMove(DataKind.Files, "migration/move-files"),
        new VolumeMove(DataKind.PocketBase, "migration/move-pocketbase"),
        new VolumeMove(DataKind.Meilisearch, "migration/move-meilisearch"),
        new LokiMove(),
        new GrafanaMove(),
    ];

    /// <summary>The kind of a move.</summary>
    /// <param name="move">The move.</param>
    /// <exception cref="InvalidOperationException">No class of the list is of that kind.</exception>
    public static MoveKind Of(DataMoveSpec move)
    {
        foreach (var kind in All)
        {
            if (kind.Is(move.Kind))
            {
                return kind;
            }
        }

        throw new InvalidOperationException($"dataMoves[{move.Name}]: no class moves {move.Kind}; add it to MoveKinds.All");
    }
}
