namespace Infra.Preview.Diff.Findings;

/// <summary>New versions of apps that Flagger releases.</summary>
internal static class CanaryRule
{
    private const string Canary = "kubernetes:flagger.app/v1beta1:Canary";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step is not { Kind: StepKind.Update, Resource.Type: "kubernetes:apps/v1:Deployment" }
                || SlotPlan.ImageOf(step.Old) is not { } old || SlotPlan.ImageOf(step.New) is not { } now || old == now)
            {
                continue;
            }
            var (space, name) = (step.New.TextAt("metadata.namespace"), step.New.TextAt("metadata.name"));
            if (steps.Diff.Old.Resources.Any(IsOfApp) && steps.Diff.New.Resources.Any(IsOfApp))
            {
                yield return new(
                    FindingLevel.Note,
                    FindingTopic.Release,
                    $"{ResourceWords.Of(step.New!)} gets {now} in place of {old}: Flagger tests and measures it, and promotes it or "
                        + "rolls it back; the run ends before that",
                    step.Resource.Urn)
                {
                    Advice = $"follow it with `kubectl -n {space} get canary {name} -w` (docs/runbooks/canary.md)",
                };
            }

            bool IsOfApp(Graph.PlanResource resource) => resource.Type == Canary
                && resource.TextAt("spec.targetRef.name") == name && resource.TextAt("metadata.namespace") == space;
        }
    }
}
