namespace Infra.Preview.Diff.Findings;

/// <summary>Steps that end the run with an error.</summary>
internal static class RefusedRule
{
    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        foreach (var step in steps.Changed)
        {
            foreach (var refusal in step.Refusals)
            {
                var (text, advice) = Split(refusal);
                yield return new(
                    FindingLevel.Danger, FindingTopic.Refused, $"{ResourceWords.Of(step.Resource)}: {text}", step.Resource.Urn)
                {
                    Advice = advice,
                };
            }
        }
    }

    /// <summary>Separates what is refused from what to do instead.</summary>
    private static (string Text, string Advice) Split(string refusal) =>
        refusal.LastIndexOf("; ", StringComparison.Ordinal) is var at and > 0 ? (refusal[..at], refusal[(at + 2)..]) : (refusal, "");
}
