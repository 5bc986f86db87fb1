using Infra.Preview.Diff;

namespace Infra.Tests.Preview.Diff.Edits;

/// <summary>Effect of an edit.</summary>
/// <param name="Lines">Steps, as <see cref="StepLine.Of"/> writes them.</param>
/// <param name="Verdict">Level of the verdict, and the topics of its findings.</param>
/// <param name="Findings">Findings as lines.</param>
/// <param name="Types">Types of the resources that are created, changed or deleted.</param>
/// <param name="Options">Options that decide a step.</param>
internal sealed record EditEffect(
    IReadOnlyList<string> Lines, string Verdict, IReadOnlyList<string> Findings, IReadOnlyList<string> Types, IReadOnlyList<string> Options)
{
    /// <summary>Effect of a difference.</summary>
    public static EditEffect Of(PlanDiff diff)
    {
        var verdict = Infra.Preview.Diff.Verdict.Of(diff);
        return new(
            [.. StepLine.Of(diff)],
            Summary(verdict),
            [.. verdict.Findings.Select(finding => $"{finding.Level} {finding.Topic}: {finding.Text}")],
            [.. diff.Changed.Select(step => step.Resource.Type).Distinct()],
            [.. diff.Steps.SelectMany(OptionsIn).Distinct()]);
    }

    private static string Summary(Verdict verdict)
    {
        var topics = string.Join(", ", verdict.Findings.Select(finding => finding.Topic).Distinct().Order());
        return (topics.Length == 0 ? $"{verdict.Level}" : $"{verdict.Level}: {topics}").ToLowerInvariant();
    }

    private static IEnumerable<string> OptionsIn(ResourceStep step)
    {
        if (step.IsMoved)
        {
            yield return "aliases";
        }
        if (step is { Kind: StepKind.Replace, DeletesFirst: true, New.DeleteBeforeReplace: true })
        {
            yield return "deleteBeforeReplace";
        }
        if (step.GoneWith is not null)
        {
            yield return "deletedWith";
        }
        if (step is { Kind: StepKind.Refuse, Old.Protect: true })
        {
            yield return "protect";
        }
        if (step is { Kind: StepKind.Replace, New.Provider: { } provider } && step.ForcedBy == provider)
        {
            yield return "provider";
        }
        if (step.IsRetained)
        {
            yield return "retainOnDelete";
        }
        foreach (var rule in step.Changes.Select(change => change.Rule).OfType<ReplacementRule>().Where(rule => rule.Provider == "engine"))
        {
            yield return rule.Path.Trim('<', '>').Split(' ')[^1];
        }
    }
}
