using Infra.Model;

namespace Infra.Migration;

/// <summary>Decision on which data moves a run makes, and which it brings back.</summary>
public static class MovePlan
{
    /// <summary>
    /// The moves of the steps up to the chosen one, in the order of the description. Those that an earlier run made stay in the plan, where
    /// they do nothing more. A move that was made by hand is not in it: one of a completed phase at which the stack began, and one that an
    /// earlier run has no record of.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    public static IReadOnlyList<DataMoveSpec> Forward(SystemSpec system, MigrationProgress progress)
    {
        var place = PlaceOf(system, progress);
        return [.. MoveSchedule.Due(system).Where(move => IsPlanned(system, progress, move, place))];
    }

    /// <summary>
    /// The moves of the steps after the chosen one up to the one that the stack is at, the last step first: a step back undoes them. Where
    /// <c>infra:phaseInForce</c> says the step, it may have been made in part: a move of which nothing was made ends at once.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    public static IReadOnlyList<DataMoveSpec> Back(SystemSpec system, MigrationProgress progress)
    {
        var reached = new StepOrder(system.Migration).PositionOf(system.Stack.Phase) ?? StepOrder.BeforeFirst;
        return
        [
            .. MoveSchedule.Between(system, reached, progress.Phase)
                .Where(move => !progress.IsRead || progress.IsSaid || progress.DataMoves.ContainsKey(move.Name))
                .Reverse(),
        ];
    }

    /// <summary>
    /// Whether a move counts as made by hand: that of a completed phase at which the stack began, of which no run has a record.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="name">The move.</param>
    public static bool IsByHand(SystemSpec system, MigrationProgress progress, string name) =>
        progress.IsRead
        && !progress.DataMoves.ContainsKey(name)
        && MoveSchedule.StepsOf(system.Migration, name) is [{ Phase.Completed: true }, ..]
        && (!progress.IsUp || MoveSchedule.PositionOf(system.Migration, name) <= PlaceOf(system, progress));

    /// <summary>The moves before which another one is made: those before it in the order, of the same step, with a common writer.</summary>
    /// <param name="order">The moves in the order in which they are made.</param>
    /// <param name="move">The move.</param>
    public static IEnumerable<DataMoveSpec> Before(IReadOnlyList<DataMoveSpec> order, DataMoveSpec move) =>
        order.TakeWhile(other => other.Name != move.Name).Where(other => other.StopWrites.Intersect(move.StopWrites).Any());

    /// <summary>Position of the step that the stack comes from.</summary>
    private static int PlaceOf(SystemSpec system, MigrationProgress progress)
    {
        var order = new StepOrder(system.Migration);
        return progress.IsRead || progress.Phase is not null
            ? order.PositionOf(progress.Phase) ?? StepOrder.BeforeFirst
            : (order.PositionOf(system.Stack.Phase) ?? StepOrder.BeforeFirst) - 1;
    }

    private static bool IsPlanned(SystemSpec system, MigrationProgress progress, DataMoveSpec move, int place)
    {
        var isCompleted = MoveSchedule.StepsOf(system.Migration, move.Name)[0].Phase.Completed;
        if (MoveSchedule.PositionOf(system.Migration, move.Name) > place)
        {
            return !isCompleted || !progress.IsRead || progress.IsUp;
        }

        return progress.IsRead ? progress.DataMoves.ContainsKey(move.Name) : !isCompleted;
    }
}
