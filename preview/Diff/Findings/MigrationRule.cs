using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Phases;

namespace Infra.Preview.Diff.Findings;

/// <summary>Steps of the migration between the two sides of one stack, with the gates and data moves that belong to them.</summary>
internal static class MigrationRule
{
    private const string PhaseOutput = "phase";

    /// <summary>Names that are shown of many.</summary>
    private const int Shown = 12;

    /// <summary>Finds them.</summary>
    /// <param name="diff">Change.</param>
    /// <param name="described">Description of a side.</param>
    public static IEnumerable<Finding> Of(PlanDiff diff, DescribedSide described)
    {
        var steps = DescribedStep.All(described.System);
        if (diff.Old.Header.Stack != diff.New.Header.Stack || diff.Old.Resources.Count == 0
            || Place(diff.Old, steps) is not { } from || Place(diff.New, steps) is not { } to)
        {
            return [];
        }
        return to > from ? Forward(steps, from, to, described) : Back(steps, from, to);
    }

    private static IEnumerable<Finding> Forward(List<DescribedStep> steps, int from, int to, DescribedSide described)
    {
        var order = new StepOrder(described.System.Migration);
        var gates = order.GatesBefore(to).Except(order.GatesBefore(from)).Select(gate => gate.Name);
        var entered = steps[(from + 1)..(to + 1)];
        var skipped = entered[..^1];
        List<string> parts =
        [
            .. Part("gates before it", gates),
            .. Part("data moves", entered.SelectMany(step => step.Step?.DataMoves ?? [])),
            .. Part("without a way back", entered.Where(step => step.IsFinal).Select(step => step.Name)),
            .. Part("described, not built yet", entered.SelectMany(step => step.SectionsAmong(described.NotBuilt))),
        ];
        if (skipped.Count > 0)
        {
            yield return new(
                FindingLevel.Danger,
                FindingTopic.Steps,
                string.Join("; ", parts.Prepend(
                    $"one run goes from {Name(steps, from)} to {Name(steps, to)} and over the steps in between: "
                        + ResourceWords.List([.. skipped.Select(step => step.Name)], Shown))),
                null)
            {
                Advice = $"go one step at a time, next {entered[0].Name}: `infra:phase`, the tasks, `pulumi up`, the gate",
            };
        }
        else if (parts.Count > 0)
        {
            yield return new(
                FindingLevel.Caution, FindingTopic.Steps, string.Join("; ", parts.Prepend($"step {entered[0].Name} begins")), null)
            {
                Advice = $"`gate {described.System.Stack.Name} --step {entered[0].Name}` shows what the run will ask first",
            };
        }
    }

    private static IEnumerable<Finding> Back(List<DescribedStep> steps, int from, int to)
    {
        var final = steps[(to + 1)..(from + 1)].Where(step => step.IsFinal).Select(step => step.Name).ToList();
        if (final.Count > 0)
        {
            yield return new(
                FindingLevel.Danger,
                FindingTopic.Steps,
                $"the run goes back from {Name(steps, from)} to {Name(steps, to)}, over steps that have no way back: "
                    + ResourceWords.List(final, Shown),
                null)
            {
                Advice = "what they removed does not come back by itself: stay, and go on from here",
            };
        }
    }

    private static IEnumerable<string> Part(string title, IEnumerable<string> names)
    {
        List<string> each = [.. names.Distinct()];
        return each.Count == 0 ? [] : [$"{title}: {ResourceWords.List(each, Shown)}"];
    }

    /// <summary>Place of a plan's step; -1 before the first one, null when the migration has no step of that name.</summary>
    private static int? Place(PlanGraph plan, List<DescribedStep> steps)
    {
        if ((plan.Header.Phase ?? plan.Outputs.TextOf(PhaseOutput)) is not { } phase)
        {
            return -1;
        }
        var at = steps.FindIndex(step => step.Name == phase || (step.IsLast && step.Phase.Name == phase));
        return at < 0 ? null : at;
    }

    private static string Name(List<DescribedStep> steps, int place) => place < 0 ? "before the first step" : steps[place].Name;
}
