using Infra.Model;

namespace Infra.Migration;

/// <summary>
/// Decisions on which gates are in the plan of a stack: those that must have passed before its step. Pure. Of those that stood before the
/// present step already, only the commands that left evidence stay in the plan: they do not run again. A preview has all of them.
/// </summary>
public static class GatePlan
{
    /// <summary>The gates, in the order of the phases.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    public static IReadOnlyList<PlannedGate> Of(SystemSpec system, MigrationProgress progress)
    {
        var order = new StepOrder(system.Migration);
        if (order.PositionOf(system.Stack.Phase) is not { } chosen)
        {
            return [];
        }

        var passing = StepMove.Of(system, progress)?.Gates.Select(static gate => gate.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var planned = new List<PlannedGate>();
        foreach (var gate in order.GatesBefore(chosen))
        {
            var (byHand, questions) = (new List<GateQuestion>(), new List<GateQuestion>());
            foreach (var question in GateQuestions.Of(system, gate))
            {
                (IsByHand(system, progress, question) ? byHand : questions).Add(question);
            }

            var isNew = !progress.IsRead || passing.Contains(gate.Name);
            planned.Add(new()
            {
                Gate = gate,
                Step = order.After(gate.Name)!.Name,
                Questions = questions,
                ByHand = byHand,
                IsNew = isNew,
                HasCommand = questions.Any(
                    one => one.Source == GateSource.Cluster && (isNew || progress.Gates.ContainsKey(one.Key))),
            });
        }

        return planned;
    }

    private static bool IsByHand(SystemSpec system, MigrationProgress progress, GateQuestion question) =>
        question.Criterion is { Check: GateCheck.DataVerified, Target: { } move } && MovePlan.IsByHand(system, progress, move);
}
