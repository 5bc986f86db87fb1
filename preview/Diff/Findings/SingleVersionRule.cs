using Infra.Naming;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Versions of apps that run one at a time on one volume: the snapshot before a release, and the volume that is mounted.</summary>
internal static class SingleVersionRule
{
    private const string Snapshot = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshot";
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step is not { Kind: StepKind.Update, Resource.Type: "kubernetes:apps/v1:StatefulSet" })
            {
                continue;
            }
            if (Release(step, steps) is { } release)
            {
                yield return release;
            }
            if (Restore(step, steps.Diff.New) is { } restore)
            {
                yield return restore;
            }
        }
    }

    private static Finding? Release(ResourceStep step, StepIndex steps)
    {
        if (SlotPlan.ImageOf(step.Old) is not { } old || SlotPlan.ImageOf(step.New) is not { } now || old == now)
        {
            return null;
        }
        var claims = steps.Changed
            .Where(other => other.Resource.Type == Snapshot && other.New is not null
                && other.New.TextAt("metadata.namespace") == step.New.TextAt("metadata.namespace")
                && other.New.At("metadata.labels")?.TextOf(Labels.Name) == step.New.At("metadata.labels")?.TextOf(Labels.Name))
            .Select(other => other.New.TextAt("spec.source.persistentVolumeClaimName")!)
            .ToList();
        if (claims.Count > 0)
        {
            return new(
                FindingLevel.Note,
                FindingTopic.Release,
                $"{ResourceWords.Of(step.New!)} goes live with {now} in place of {old}, after a snapshot of {ResourceWords.List(claims)}",
                step.Resource.Urn)
            {
                Advice = "what is written after the snapshot is lost on the way back to it",
            };
        }
        return SlotPlan.HasTest(steps.Diff.New, step.New!)
            ? new(
                FindingLevel.Caution,
                FindingTopic.Release,
                $"{ResourceWords.Of(step.New!)} is live and changes from {old} to {now} in place: no snapshot of its volume is taken "
                    + "first, so there is no way back",
                step.Resource.Urn)
            {
                Advice = "write the image for the other slot (blueImage or greenImage) and change live, so that a snapshot is taken first",
            }
            : null;
    }

    private static Finding? Restore(ResourceStep step, PlanGraph plan)
    {
        var (former, now) = (ClaimsOf(step.Old), ClaimsOf(step.New));
        List<string> left = [.. former.Except(now)];
        var space = step.New.TextAt("metadata.namespace");
        foreach (var name in now.Except(former))
        {
            if (left.Count > 0 && plan.Resources.FirstOrDefault(resource => resource.Type == Claim
                && resource.TextAt("metadata.name") == name && resource.TextAt("metadata.namespace") == space)
                .TextAt("spec.dataSource.name") is { } snapshot)
            {
                return new(
                    FindingLevel.Caution,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.New!)} leaves the volume {ResourceWords.List(left)} for {name}, which begins with the "
                        + $"snapshot {snapshot}: what was written after the snapshot is not in it",
                    step.Resource.Urn)
                {
                    Advice = $"keep {ResourceWords.List(left)} described until nobody needs what was written since",
                };
            }
        }
        return null;
    }

    private static List<string> ClaimsOf(PlanResource? workload) =>
    [
        .. (workload.At("spec.template.spec.volumes")?.Items ?? [])
            .Select(volume => volume["persistentVolumeClaim"]?.TextOf("claimName"))
            .OfType<string>(),
    ];
}
