using System.Globalization;
using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Versions of apps with two slots: those that a service selects next, in the live slot itself, or in the other one.</summary>
internal static class ReleaseRule
{
    private const string Job = "kubernetes:batch/v1:Job";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            var found = step.Resource.Type switch
            {
                "kubernetes:core/v1:Service" => Switch(step, steps),
                "kubernetes:apps/v1:Deployment" => NewImage(step, steps),
                _ => null,
            };
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static Finding? Switch(ResourceStep step, StepIndex steps)
    {
        var plan = steps.Diff.New;
        if (step.Kind != StepKind.Update || !SlotPlan.IsOfApp(step.New!)
            || SlotPlan.SlotOf(step.Old) is not { } former || SlotPlan.SlotOf(step.New) is not { } live || former == live)
        {
            return null;
        }
        var (goes, stays) = (SlotPlan.WorkloadOf(plan, step.New!, live), SlotPlan.WorkloadOf(plan, step.New!, former));
        var test = SlotPlan.TestOf(plan, step.New!, live);
        var isTested = test is not null && steps.Changed.All(other => other.New != test);
        return new(
            FindingLevel.Note,
            FindingTopic.Release,
            $"{ResourceWords.Name(step.New!)} goes live with {live} ({SlotPlan.ImageOf(goes)}) in place of {former} "
                + $"({SlotPlan.ImageOf(stays)}), which keeps {Pods(stays)}",
            step.Resource.Urn)
        {
            Advice = isTested
                ? $"{live} has passed its smoke test as it is: no test runs"
                : $"the smoke test of {live} decides: if it fails, the service stays on {former}",
        };
    }

    private static Finding? NewImage(ResourceStep step, StepIndex steps)
    {
        var diff = steps.Diff;
        if (step.Kind != StepKind.Update || SlotPlan.ImageOf(step.Old) is not { } old || SlotPlan.ImageOf(step.New) is not { } now
            || old == now || SlotPlan.ServiceOf(diff.New, step.New!) is not { } service || SlotPlan.SlotOf(service) is not { } live)
        {
            return null;
        }
        return (SlotPlan.IsIdle(diff.Old, step.Old!), SlotPlan.IsIdle(diff.New, step.New!)) switch
        {
            (true, true) => Idle(step, (old, now), service, live, steps),
            (false, false) => new(
                FindingLevel.Caution,
                FindingTopic.Release,
                $"{ResourceWords.Of(step.New!)} is live and changes from {old} to {now} in place: requests reach it before its smoke test",
                step.Resource.Urn)
            {
                Advice = $"write the image for the other slot ({(live == "blue" ? "greenImage" : "blueImage")}), then change live",
            },
            // A slot that goes live in the same run gets no requests before its test.
            _ => null,
        };
    }

    private static Finding Idle(
        ResourceStep step, (string Old, string New) image, PlanResource service, string live, StepIndex steps)
    {
        var what = ResourceWords.Of(step.New!);
        if (SlotPlan.ImageOf(SlotPlan.WorkloadOf(steps.Diff.New, service, live)) != image.New)
        {
            return new(
                FindingLevel.Note,
                FindingTopic.Release,
                $"{what} gets {image.New} in place of {image.Old}; visitors stay on {live}",
                step.Resource.Urn)
            {
                Advice = $"change live to {(live == "blue" ? "green" : "blue")} to release it",
            };
        }
        var settled = steps.Changed
            .Where(other => other is { Kind: StepKind.Create, Resource.Type: Job } && other.New!.Parent == step.New!.Parent
                && !SlotPlan.IsTest(other.New!))
            .Select(other => ResourceWords.Name(other.New!))
            .ToList();
        return new(
            FindingLevel.Note,
            FindingTopic.Release,
            $"{what} gets the image of {live}, {image.New}, in place of {image.Old}: the way back to {image.Old} ends"
                + (settled.Count == 0 ? "" : $", and {ResourceWords.List(settled)} {(settled.Count == 1 ? "runs" : "run")}"),
            step.Resource.Urn)
        {
            Advice = "see that nobody needs the former version any more",
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
