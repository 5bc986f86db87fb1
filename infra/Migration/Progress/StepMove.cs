using Infra.Model;

namespace Infra.Migration;

/// <summary>A move from the step that a stack is at to the chosen one.</summary>
/// <param name="Order">The steps of the migration.</param>
/// <param name="From">
/// Position of the step that the stack is at; for one that was never brought up, of the last step of the completed phases.
/// </param>
/// <param name="To">Position of the chosen step.</param>
/// <param name="IsFirst">Whether the stack was never brought up, and its config does not say either where it is.</param>
public sealed record StepMove(StepOrder Order, int From, int To, bool IsFirst)
{
    /// <summary>The environment of the stack.</summary>
    public required string Environment { get; init; }

    /// <summary>Environments with clusters of their own that criteria of gates name.</summary>
    public required IReadOnlyCollection<string> Elsewhere { get; init; }

    /// <summary>Whether the chosen step comes later.</summary>
    public bool IsForward => To > From;

    /// <summary>Whether the chosen step comes earlier.</summary>
    public bool IsBack => To < From && !IsFirst;

    /// <summary>
    /// The last position that the stack may move to: the next step. One that was never brought up may pass the steps that change nothing in
    /// its environment.
    /// </summary>
    public int Latest
    {
        get
        {
            var latest = Math.Min(From + 1, Order.Steps.Count - 1);
            while (IsFirst && latest < Order.Steps.Count - 1 && !Order.Steps[latest].Changes(Environment))
            {
                latest++;
            }

            return latest;
        }
    }

    /// <summary>The last final step behind which the move would go; null for none.</summary>
    public MigrationStep? FinalStep => IsBack ? Order.Steps.Take((To + 1)..(From + 1)).LastOrDefault(static step => step.IsFinal) : null;

    /// <summary>
    /// The gates that must pass before the move: those before the chosen step that did not stand before the present one. None for a move
    /// back.
    /// </summary>
    public IReadOnlyList<GateSpec> Gates
    {
        get
        {
            if (!IsForward)
            {
                return [];
            }

            var passed = IsFirst
                ? Order.Steps.Take(From + 1).SelectMany(static step => step.Phase.Gates)
                : Order.GatesBefore(From);
            return [.. Order.GatesBefore(To).Except(passed)];
        }
    }

    /// <summary>Environments with clusters of their own that the gates of the move ask about.</summary>
    public IReadOnlyList<string> OtherClusters =>
    [
        .. Gates.SelectMany(static gate => gate.Criteria).Select(static criterion => criterion.Environment).OfType<string>()
            .Where(Elsewhere.Contains).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The move of a stack; null where its place is not known, or the chosen step is none.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    public static StepMove? Of(SystemSpec system, MigrationProgress progress)
    {
        var order = new StepOrder(system.Migration);
        var isFirst = progress is { IsUp: false, Phase: null };
        var isUnknown = progress is { Recorded: not null, Phase: null };
        var from = isFirst ? Completed(order) : order.PositionOf(progress.Phase);
        return isUnknown || from is null || order.PositionOf(system.Stack.Phase) is not { } to
            ? null
            : new(order, from.Value, to, isFirst)
            {
                Environment = system.Environment.Name,
                Elsewhere = [.. system.Stack.OtherClusters.Keys],
            };
    }

    /// <summary>Position of the last step of the phases that were completed before, one after the other from the first one on.</summary>
    private static int Completed(StepOrder order)
    {
        var last = StepOrder.BeforeFirst;
        while (last + 1 < order.Steps.Count && order.Steps[last + 1].Phase.Completed)
        {
            last++;
        }

        return last;
    }
}
