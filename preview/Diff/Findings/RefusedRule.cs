namespace Infra.Preview.Diff.Findings;

/// <summary>Steps that end the run with an error; those with the same reason are one finding.</summary>
internal static class RefusedRule
{
    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps) => steps.Changed
        .SelectMany(step => step.Refusals, (step, refusal) => (Step: step, Refusal: refusal))
        .GroupBy(one => Common(one.Step, one.Refusal), StringComparer.Ordinal)
        .Select(group =>
        {
            var all = group.ToList();
            var (text, advice) = Refusals.Split(all.Count == 1 ? all[0].Refusal : group.Key);
            var names = ResourceWords.List([.. all.Select(one => ResourceWords.Of(one.Step.Resource))]);
            return new Finding(FindingLevel.Danger, FindingTopic.Refused, $"{names}: {text}", all[0].Step.Resource.Urn) { Advice = advice };
        });

    /// <summary>Reason without the name of the resource.</summary>
    private static string Common(ResourceStep step, string refusal)
    {
        var common = refusal.Replace(step.Resource.Urn, "<URN of each: --json>", StringComparison.Ordinal);
        var name = step.Resource.Name;
        return common.StartsWith($"{name} ", StringComparison.Ordinal) ? $"each{common[name.Length..]}" : common;
    }
}
