using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Storage classes whose new volumes go with their claims, or have fewer copies.</summary>
internal static class StorageClassRule
{
    private const string Copies = "parameters.numberOfReplicas";

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            if (step.Resource.Type != VolumeClass.Type || step.Kind is not (StepKind.Update or StepKind.Replace))
            {
                continue;
            }
            if (step.Old.TextAt("reclaimPolicy") == "Retain" && step.New.TextAt("reclaimPolicy") != "Retain")
            {
                yield return NoLongerKept(step, steps.Diff.New);
            }
            if (Number(step.Old) is { } old && Number(step.New) is { } now && now < old)
            {
                yield return new(
                    now <= 1 ? FindingLevel.Caution : FindingLevel.Note,
                    FindingTopic.Data,
                    $"{ResourceWords.Of(step.Resource)}: its new volumes get {ResourceWords.Copies(now)} instead of "
                        + $"{ResourceWords.Copies(old)}{(now <= 1 ? ": the loss of a disk loses them" : "")}",
                    step.Resource.Urn);
            }
        }
    }

    private static Finding NoLongerKept(ResourceStep step, PlanGraph plan)
    {
        var name = step.New.TextAt("metadata.name");
        var users = plan.Resources
            .Where(resource => name is not null && VolumeClass.NameIn(resource) == name)
            .Select(ResourceWords.Of)
            .ToList();
        return new(
            users.Count > 0 ? FindingLevel.Danger : FindingLevel.Caution,
            FindingTopic.Data,
            $"{ResourceWords.Of(step.Resource)}: reclaimPolicy goes from Retain to Delete, so that a new volume goes with its claim; "
                + $"existing ones keep theirs{(users.Count > 0 ? $" ({ResourceWords.List(users)})" : "")}",
            step.Resource.Urn)
        {
            Advice = "keep Retain for what holds data, and describe another class for the rest",
        };
    }

    private static double? Number(PlanResource? resource) => (double?)ValueMeaning.QuantityOf(resource.At(Copies));
}
