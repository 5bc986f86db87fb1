namespace Infra.Preview.Diff;

/// <summary>Judgement of a change: its findings, the gravest first.</summary>
/// <param name="Findings">Findings by level, then topic, then resource.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>Level of the gravest finding.</summary>
    public FindingLevel Level => Findings.Count == 0 ? FindingLevel.None : Findings[0].Level;

    /// <summary>Judges a change by its steps.</summary>
    /// <param name="diff">Change.</param>
    public static Verdict Of(PlanDiff diff) => new(
    [
        .. diff.Changed.SelectMany(FindingsOf).OrderByDescending(finding => finding.Level).ThenBy(finding => finding.Topic),
    ]);

    private static IEnumerable<Finding> FindingsOf(ResourceStep step)
    {
        foreach (var refusal in step.Refusals)
        {
            yield return new(FindingLevel.Danger, FindingTopic.Refused, $"{step.Resource.Name}: {refusal}", step.Resource.Urn);
        }
        if (step.Kind is StepKind.Replace or StepKind.Delete)
        {
            var isProtected = step.Old?.Protect == true;
            yield return new(
                isProtected ? FindingLevel.Danger : FindingLevel.Caution,
                isProtected ? FindingTopic.Protection : FindingTopic.Data,
                $"{step.Resource.Name}: {(step.Kind == StepKind.Delete ? "deleted" : "replaced")}",
                step.Resource.Urn);
        }
    }
}
