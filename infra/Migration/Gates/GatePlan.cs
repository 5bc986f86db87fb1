using Infra.Model;

namespace Infra.Migration;

/// <summary>
/// Decisions on which gates are in the plan of a stack: those that must have passed before its step. Pure. Gates of phases that are marked
/// as completed count as passed; so do those before the step in force, of which only the commands that left evidence stay in the plan: they
/// do not run again.
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

        var inForce = progress is { IsRead: true, IsUp: true }
            ? order.PositionOf(progress.Phase) ?? StepOrder.BeforeFirst
            : StepOrder.BeforeFirst;
        var before = order.GatesBefore(inForce).Select(static gate => gate.Name).ToHashSet(StringComparer.Ordinal);
        var completed = CompletedGates(system.Migration);
        var planned = new List<PlannedGate>();
        foreach (var gate in order.GatesBefore(chosen))
        {
            if (completed.Contains(gate.Name))
            {
                continue;
            }

            var questions = GateQuestions.Of(system, gate);
            var isNew = !before.Contains(gate.Name);
            planned.Add(new()
            {
                Gate = gate,
                Step = order.After(gate.Name)!.Name,
                Questions = questions,
                IsNew = isNew,
                HasCommand = questions.Any(
                    one => one.Source == GateSource.Cluster && (isNew || progress.Gates.ContainsKey(one.Key))),
            });
        }

        return planned;
    }

    private static HashSet<string> CompletedGates(MigrationSpec migration) =>
    [
        .. migration.Phases.Where(static phase => phase.Completed)
            .SelectMany(static phase => phase.Gates).Select(static gate => gate.Name),
    ];
}
