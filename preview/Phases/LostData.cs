using Infra.Preview.Diff;
using Infra.Preview.Diff.Findings;
using Infra.Preview.Graph;

namespace Infra.Preview.Phases;

/// <summary>Resources that hold data, and those of them that a change destroys.</summary>
internal static class LostData
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "hcloud:index/volume:Volume",
        "kubernetes:core/v1:PersistentVolume",
        "kubernetes:core/v1:PersistentVolumeClaim",
    };

    /// <summary>Describes each resource that holds data and ends: `PersistentVolumeClaim files is deleted`.</summary>
    public static IEnumerable<string> In(PlanDiff diff) =>
        from step in diff.Changed
        let old = step.Old
        where old is not null && IsHeldBy(old) && !step.IsRetained && (step.New is null || step.Kind == StepKind.Replace)
        select $"{ResourceWords.Kind(old)} {old.Name} is {(step.New is null ? "deleted" : "replaced")}";

    /// <summary>Whether a resource is a volume, or an object whose controller creates volumes of its own, as a database server.</summary>
    public static bool IsHeldBy(PlanResource resource) =>
        Types.Contains(resource.Type)
        || (resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
            && resource.Inputs["spec"] is { Kind: PlanValueKind.Map } spec
            && spec.Items.Prepend(spec).Any(AsksForVolumes));

    private static bool AsksForVolumes(PlanValue part) =>
        part["volumeClaimTemplates"] is { Items.Count: > 0 } || part["volumeSpec"] is not null || part.At("storage", "size") is not null;
}
