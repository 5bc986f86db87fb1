using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Resources that hold data and are deleted, replaced or made smaller.</summary>
internal static class LostDataRule
{
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";
    private const string Volume = "kubernetes:core/v1:PersistentVolume";
    private const string Namespace = "kubernetes:core/v1:Namespace";
    private const string Definition = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";
    private const string Stateful = "kubernetes:apps/v1:StatefulSet";

    /// <summary>Types that hold data, with what is lost with them.</summary>
    private static readonly Dictionary<string, string> Holders = new(StringComparer.Ordinal)
    {
        [Claim] = "its volume goes with it",
        [Volume] = "its data may go with it",
        ["hcloud:index/volume:Volume"] = "the disk and all that is on it are gone at once",
        [Definition] = "every object of the kind in the cluster goes with it",
    };

    /// <summary>Sizes that a resource asks for.</summary>
    private static readonly string[] Sizes = ["spec.resources.requests.storage", "size"];

    /// <summary>Steps that end a resource which holds data, and do not leave the real one as it is (`retainOnDelete`).</summary>
    public static IEnumerable<ResourceStep> Ending(PlanDiff diff) =>
        diff.Changed.Where(step => step.EndsFormer() && !step.IsRetained && HoldsData(step.Old!, diff.Old));

    /// <summary>Whether data is lost with a resource of a plan.</summary>
    public static bool HoldsData(PlanResource resource, PlanGraph plan) => Loss(resource, plan) is not null;

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.EndsFormer() && Loss(step.Old!, steps.Diff.Old) is { } loss)
            {
                yield return Lost(step, loss, steps);
            }
            else if (step.Kind == StepKind.Update && SizesOf(step.Resource).FirstOrDefault(path => Shrinks(step, path)) is { } shrunk)
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.Resource)} asks for less storage at {shrunk}, and no volume shrinks",
                    step.Resource.Urn)
                {
                    Advice = "keep the size, or move the data to a smaller volume of another name",
                };
            }
        }
    }

    private static Finding Lost(ResourceStep step, string loss, StepIndex steps)
    {
        var what = ResourceWords.Of(step.Old!);
        if (step.IsRetained)
        {
            return new(
                FindingLevel.Caution,
                FindingTopic.Data,
                $"{what} {(step.Kind == StepKind.Delete ? "is no longer described" : "is described again")}; the real one stays "
                    + "(retainOnDelete), and nobody looks after it",
                step.Resource.Urn)
            {
                Advice = "import it where it is described next, or delete it by hand when nobody needs it",
            };
        }
        if (Keeper(step.Old!, steps.Diff.Old) is { } keeper)
        {
            return new(
                FindingLevel.Caution,
                FindingTopic.Data,
                $"{what} {step.Verb()}; its data stays without an owner ({keeper})",
                step.Resource.Urn)
            {
                Advice = "note the name of the volume before the run: whoever needs the data has to bind it again",
            };
        }
        var with = step.GoneWith is { } parent ? $" with {Urn.NameOf(parent)}" : "";
        return new(FindingLevel.Danger, FindingTopic.Data, $"{what} {step.Verb()}{with}: {loss}", step.Resource.Urn)
        {
            Advice = "make a backup and restore it once before the run, or keep what is described",
        };
    }

    /// <summary>Loss that the end of a resource means; null when it holds no data.</summary>
    private static string? Loss(PlanResource resource, PlanGraph plan) => resource.Type switch
    {
        Namespace => Contents(resource, plan) is { Count: > 0 } contents ? $"with it goes {ResourceWords.List(contents)}" : null,
        Stateful => resource.At("spec.volumeClaimTemplates") is { Items.Count: > 0 } ? "its volumes go with it" : null,
        _ when IsBucket(resource.Type) => "the bucket and what is in it go",
        _ when IsLonghorn(resource) => "every volume of Longhorn goes with it",
        _ when DatabaseKinds.Of(resource.Type) is { Loss.Length: > 0 } kind => kind.Loss,
        _ => Holders.GetValueOrDefault(resource.Type),
    };

    /// <summary>Reason why the data outlives the resource; null when it does not.</summary>
    private static string? Keeper(PlanResource resource, PlanGraph plan) => resource.Type switch
    {
        Claim when ClassOf(resource, plan).TextAt("reclaimPolicy") == "Retain" => "reclaimPolicy Retain of its class",
        Volume when resource.TextAt("spec.persistentVolumeReclaimPolicy") == "Retain" => "reclaimPolicy Retain",
        Stateful when resource.TextAt("spec.persistentVolumeClaimRetentionPolicy.whenDeleted") is null or "Retain" =>
            "claims of a StatefulSet stay",
        _ when DatabaseKinds.Of(resource.Type) is { KeptBy.Length: > 0 } kind && resource.TextAt(kind.KeptBy) is null or "retain" =>
            $"{kind.KeptBy} retain",
        _ => null,
    };

    private static IEnumerable<string> SizesOf(PlanResource resource) => DatabaseKinds.Of(resource.Type)?.Sizes ?? Sizes;

    private static PlanResource? ClassOf(PlanResource claim, PlanGraph plan) =>
        claim.TextAt("spec.storageClassName") is { } name
            ? plan.Resources.FirstOrDefault(resource =>
                resource.Type == VolumeClass.Type && resource.TextAt("metadata.name") == name)
            : null;

    private static List<string> Contents(PlanResource space, PlanGraph plan)
    {
        var name = space.TextAt("metadata.name");
        return
        [
            .. plan.Resources
                .Where(resource => resource.Type is not (Namespace or Definition) && resource.TextAt("metadata.namespace") == name
                    && HoldsData(resource, plan))
                .Select(ResourceWords.Of),
        ];
    }

    private static bool IsBucket(string type) => ResourceWords.KindOf(type) is "Bucket" or "BucketV2" or "S3Bucket" or "StorageBox";

    private static bool IsLonghorn(PlanResource resource) =>
        resource.Type == "kubernetes:helm.sh/v3:Release" && resource.TextAt("chart") == "longhorn";

    private static bool Shrinks(ResourceStep step, string path) =>
        ValueMeaning.QuantityOf(step.New.At(path)) < ValueMeaning.QuantityOf(step.Old.At(path));
}
