using Infra.Preview.Graph;

namespace Infra.Preview.Diff.Findings;

/// <summary>Protection that ends, and resources that end with it.</summary>
internal static class ProtectionRule
{
    private static readonly string[] AtHetzner = ["deleteProtection", "rebuildProtection"];

    /// <summary>Finds them.</summary>
    public static IEnumerable<Finding> Of(StepIndex steps)
    {
        var unprotected = new List<PlanResource>();
        var unretained = new List<PlanResource>();
        foreach (var step in steps.Diff.Steps)
        {
            if (step.EndsFormer() && (step.Old!.Protect || AtHetzner.Any(input => step.Old.At(input) is { IsTrue: true })))
            {
                yield return new(
                    FindingLevel.Danger,
                    FindingTopic.Protection,
                    $"{ResourceWords.Of(step.Old)} was protected and {step.Verb()}",
                    step.Resource.Urn)
                {
                    Advice = "end a protection in a run of its own, and read the plan of the next run",
                };
            }
            else if (step is { Old: { } old, New: { } now } && (old.Protect && !now.Protect || AtHetzner.Any(input => Ends(step, input))))
            {
                unprotected.Add(now);
            }
            if (!step.EndsFormer() && step is { Old.RetainOnDelete: true, New: { RetainOnDelete: false } released })
            {
                unretained.Add(released);
            }
        }
        if (unprotected.Count > 0)
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Protection,
                $"the protection against deletion ends: {ResourceWords.List([.. unprotected.Select(ResourceWords.Of)])}",
                unprotected.Count == 1 ? unprotected[0].Urn : null)
            {
                Advice = "the next run may replace or delete them",
            };
        }
        if (unretained.Count > 0)
        {
            yield return new(
                FindingLevel.Caution,
                FindingTopic.Protection,
                $"no longer kept when deleted (retainOnDelete): {ResourceWords.List([.. unretained.Select(ResourceWords.Of)])}",
                unretained.Count == 1 ? unretained[0].Urn : null)
            {
                Advice = "a later deletion deletes the real ones too",
            };
        }
    }

    private static bool Ends(ResourceStep step, string input) =>
        step.Kind == StepKind.Update && step.Old.At(input) is { IsTrue: true } && step.New.At(input) is not { IsTrue: true };
}
