using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Workloads that cannot answer for a while, and jobs that run again.</summary>
internal static class DowntimeRule
{
    private const string Claim = "kubernetes:core/v1:PersistentVolumeClaim";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            var found = step.Resource.Type switch
            {
                "kubernetes:apps/v1:Deployment" or "kubernetes:apps/v1:StatefulSet" or "kubernetes:apps/v1:DaemonSet" =>
                    Workload(step, steps.Diff.New),
                "kubernetes:batch/v1:Job" when step.Kind == StepKind.Replace => Found(step, FindingLevel.Note, "runs again", ""),
                _ => null,
            };
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static Finding? Workload(ResourceStep step, PlanGraph plan)
    {
        if (step.Kind == StepKind.Delete)
        {
            return Found(step, FindingLevel.Caution, "is deleted with its pods", "");
        }
        if (step.Kind == StepKind.Replace)
        {
            return Found(
                step,
                FindingLevel.Caution,
                step.DeletesFirst
                    ? "is deleted with its pods, then created again: it does not answer in between"
                    : "is replaced with its pods",
                "");
        }
        // A version that is not live answers nobody.
        if (step.Kind != StepKind.Update || SlotPlan.IsIdle(plan, step.New!))
        {
            return null;
        }
        if (step.New.At("spec.replicas") is { Kind: PlanValueKind.Number, Number: 0 } && step.Old.At("spec.replicas") is not { Number: 0 })
        {
            return Found(step, FindingLevel.Caution, "has no replicas anymore: it is off", "");
        }
        if (step.Old.At("spec.replicas") is { Number: 0 } && step.New!.IgnoreChanges.Contains("spec.replicas"))
        {
            return Found(
                step,
                FindingLevel.Caution,
                "stays without pods: its number is its autoscaler's, which does nothing at 0",
                $"start it first: kubectl -n {step.New.TextAt("metadata.namespace")} scale --replicas=1 "
                    + $"{ResourceWords.Kind(step.New).ToLowerInvariant()}/{step.New.TextAt("metadata.name")}");
        }
        return step.Touches("spec.template") ? NewPods(step, plan) : null;
    }

    private static Finding? NewPods(ResourceStep step, PlanGraph plan)
    {
        var workload = step.New!;
        // With an autoscaler the first number is its least.
        var replicas = workload.At("spec.replicas") is { Kind: PlanValueKind.Number } number ? number.Number : 1;
        switch (ResourceWords.Kind(workload))
        {
            case "DaemonSet":
                return workload.At("spec.template.spec.hostNetwork") is { IsTrue: true }
                    ? Found(step, FindingLevel.Caution, "restarts on one node after another, and cuts the connections to each", "")
                    : null;
            case "StatefulSet":
                return workload.TextAt("spec.updateStrategy.type") == "OnDelete" ? Found(
                        step, FindingLevel.Note, "is changed, but its pods stay as they are (OnDelete)", "delete its pods by hand")
                    : replicas <= 1 ? Found(step, FindingLevel.Caution, "has one pod, which ends before the new one starts", "")
                    : null;
            default:
                if (workload.TextAt("spec.strategy.type") == "Recreate")
                {
                    return Found(step, FindingLevel.Caution, "stops all its pods before the new ones start (Recreate)", "");
                }
                if (SingleMount(workload, plan) is { } claim)
                {
                    return Found(
                        step,
                        FindingLevel.Caution,
                        $"mounts {claim}, which one node may mount: the new pod waits for the former one, and on another node it never "
                            + "starts",
                        "set the strategy Recreate");
                }
                return replicas <= 1
                    ? Found(
                        step,
                        FindingLevel.Note,
                        "has one replica: the former pod ends once the new one is ready, with its connections",
                        "")
                    : null;
        }
    }

    /// <summary>Claim of the pods that one node or one pod may mount; null when there is none.</summary>
    private static string? SingleMount(PlanResource workload, PlanGraph plan)
    {
        var space = workload.TextAt("metadata.namespace");
        foreach (var volume in workload.At("spec.template.spec.volumes")?.Items ?? [])
        {
            if (volume["persistentVolumeClaim"]?.TextOf("claimName") is { } name
                && plan.Resources.FirstOrDefault(resource => resource.Type == Claim
                    && resource.TextAt("metadata.name") == name && resource.TextAt("metadata.namespace") == space) is { } claim
                && claim.At("spec.accessModes")?.Items.All(mode => mode.Text.StartsWith("ReadWriteOnce", StringComparison.Ordinal)) == true)
            {
                return ResourceWords.Name(claim);
            }
        }
        return null;
    }

    private static Finding Found(ResourceStep step, FindingLevel level, string text, string advice) =>
        new(level, FindingTopic.Downtime, $"{ResourceWords.Of(step.Resource)} {text}", step.Resource.Urn) { Advice = advice };
}
