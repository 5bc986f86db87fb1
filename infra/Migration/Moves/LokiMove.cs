using Infra.Model;
using Infra.Parts;
using Infra.Platform;

namespace Infra.Migration;

/// <summary>A move of Loki's chunks and index to the Loki in the cluster.</summary>
public sealed class LokiMove() : ObservabilityMove(
    DataKind.Loki,
    "migration/move-loki",
    PartNames.Loki,
    $"statefulset/{Loki.Release}",
    $"storage-{Loki.Release}-0",
    LokiEndpoint.Port);
