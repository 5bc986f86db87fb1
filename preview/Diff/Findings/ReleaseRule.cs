using System.Globalization;
using Infra.Naming;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Versions of apps that go live: by the slot that a service selects, in the live slot itself, or one after the other.</summary>
internal static class ReleaseRule
{
    private const string Snapshot = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshot";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            var found = step.Resource.Type switch
            {
                "kubernetes:core/v1:Service" => Switch(step, steps.Diff.New),
                "kubernetes:apps/v1:Deployment" => InPlace(step, steps.Diff),
                "kubernetes:apps/v1:StatefulSet" => OneByOne(step, steps),
                _ => null,
            };
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static Finding? Switch(ResourceStep step, PlanGraph plan)
    {
        if (step.Kind != StepKind.Update || !SlotPlan.IsOfApp(step.New!)
            || SlotPlan.SlotOf(step.Old) is not { } former || SlotPlan.SlotOf(step.New) is not { } live || former == live)
        {
            return null;
        }
        var (goes, stays) = (SlotPlan.WorkloadOf(plan, step.New!, live), SlotPlan.WorkloadOf(plan, step.New!, former));
        return new(
            FindingLevel.Note,
            FindingTopic.Release,
            $"{ResourceWords.Name(step.New!)} goes live with {live} ({SlotPlan.ImageOf(goes)}) in place of {former} "
                + $"({SlotPlan.ImageOf(stays)}), which keeps {Pods(stays)}",
            step.Resource.Urn)
        {
            Advice = $"the smoke test of {live} decides: if it fails, the service stays on {former}",
        };
    }

    // A slot that goes live in the same run gets no requests before its test.
    private static Finding? InPlace(ResourceStep step, PlanDiff diff) =>
        step.Kind == StepKind.Update
        && SlotPlan.ImageOf(step.Old) is { } old && SlotPlan.ImageOf(step.New) is { } now && old != now
        && SlotPlan.ServiceOf(diff.New, step.New!) is { } service && SlotPlan.SlotOf(service) is { } slot
        && !SlotPlan.IsIdle(diff.Old, step.Old!) && !SlotPlan.IsIdle(diff.New, step.New!)
            ? new(
                FindingLevel.Caution,
                FindingTopic.Release,
                $"{ResourceWords.Of(step.New!)} is live and changes from {old} to {now} in place: requests reach it before its smoke test",
                step.Resource.Urn)
            {
                Advice = $"write the image for the other slot ({(slot == "blue" ? "greenImage" : "blueImage")}), then change live",
            }
            : null;

    private static Finding? OneByOne(ResourceStep step, StepIndex steps)
    {
        if (step.Kind != StepKind.Update || SlotPlan.ImageOf(step.Old) is not { } old || SlotPlan.ImageOf(step.New) is not { } now
            || old == now)
        {
            return null;
        }
        var claims = steps.Changed
            .Where(other => other.Resource.Type == Snapshot && other.New is not null
                && other.New.TextAt("metadata.namespace") == step.New.TextAt("metadata.namespace")
                && other.New.At("metadata.labels")?.TextOf(Labels.Name) == step.New.At("metadata.labels")?.TextOf(Labels.Name))
            .Select(other => other.New.TextAt("spec.source.persistentVolumeClaimName")!)
            .ToList();
        return claims.Count == 0 ? null : new(
            FindingLevel.Note,
            FindingTopic.Release,
            $"{ResourceWords.Of(step.New!)} goes live with {now} in place of {old}, after a snapshot of {ResourceWords.List(claims)}",
            step.Resource.Urn)
        {
            Advice = "what is written after the snapshot is lost on the way back to it",
        };
    }

    private static string Pods(PlanResource? workload) => workload.At("spec.replicas") switch
    {
        _ when workload?.IgnoreChanges.Contains("spec.replicas") == true => "the pods of its autoscaler",
        { Kind: PlanValueKind.Number, Number: 0 } => "no pods",
        { Kind: PlanValueKind.Number, Number: 1 } => "1 pod",
        { Kind: PlanValueKind.Number, Number: var number } => $"{number.ToString(CultureInfo.InvariantCulture)} pods",
        _ => "its pods",
    };
}
