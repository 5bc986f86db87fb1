namespace Infra.Model;

/// <summary>Steps at which data is moved.</summary>
public static class MoveSchedule
{
    /// <summary>The steps that name a data move, in their order.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="move">Name of the move.</param>
    public static IReadOnlyList<MigrationStep> StepsOf(MigrationSpec migration, string move) =>
        [.. new StepOrder(migration).Steps.Where(step => step.Step?.DataMoves.Contains(move) is true)];

    /// <summary>Position of the step at which data is moved; null for a move that no step names.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="move">Name of the move.</param>
    public static int? PositionOf(MigrationSpec migration, string move) =>
        StepsOf(migration, move) is [var step, ..] ? new StepOrder(migration).PositionOf(step.Name) : null;

    /// <summary>Whether a move is one of the stack's environment.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="move">The move.</param>
    public static bool IsOwn(SystemSpec system, DataMoveSpec move) => move.Environment is not { } name || name == system.Environment.Name;

    /// <summary>
    /// The moves of the stack's environment at the steps up to the chosen one, in the order of the description, whose Docker host is still
    /// described, with the key of its sessions: after the host is gone there is neither a source nor a way back.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<DataMoveSpec> Due(SystemSpec system) => Between(system, StepOrder.BeforeFirst, system.Stack.Phase);

    /// <summary>
    /// The moves up to the chosen step into the databases that an app or job uses, with commas between, and also after their Docker host is
    /// gone: what prepares a database prepares the moved one again. Empty for none.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="uses">Whether a database, by server and name, is used.</param>
    public static string MovedInto(SystemSpec system, Func<string, string, bool> uses)
    {
        if (system.Migration.DataMoves.Count == 0)
        {
            return "";
        }

        var reached = new StepOrder(system.Migration).PositionOf(system.Stack.Phase);
        return string.Join(',', system.Migration.DataMoves
            .Where(move => move.Database is { } database
                && uses(move.To, database)
                && IsOwn(system, move)
                && PositionOf(system.Migration, move.Name) <= reached)
            .Select(static move => move.Name));
    }

    /// <summary>
    /// Whether a session to a Docker host is opened for a move: of a step up to the chosen one, or of the next one, which may be undone.
    /// </summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static bool OpensSession(SystemSpec system)
    {
        if (system.Migration.DataMoves.Count == 0)
        {
            return false;
        }

        var order = new StepOrder(system.Migration);
        var next = (order.PositionOf(system.Stack.Phase) ?? StepOrder.BeforeFirst) + 1;
        return next < order.Steps.Count
            ? Between(system, StepOrder.BeforeFirst, order.Steps[next].Name).Count > 0
            : Due(system).Count > 0;
    }

    /// <summary>The moves of the stack's environment at the steps after a position, up to a phase or step.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="after">The position.</param>
    /// <param name="last">The phase or step; null for the state before the first one.</param>
    public static IReadOnlyList<DataMoveSpec> Between(SystemSpec system, int after, string? last)
    {
        var moves = new List<DataMoveSpec>();
        if (system.Migration.DataMoves.Count == 0 || new StepOrder(system.Migration).PositionOf(last) is not { } reached)
        {
            return moves;
        }

        foreach (var move in system.Migration.DataMoves)
        {
            if (IsOwn(system, move)
                && PositionOf(system.Migration, move.Name) is { } position
                && position > after
                && position <= reached
                && system.Compose.Host(move.FromHost) is { HostKey: not null })
            {
                moves.Add(move);
            }
        }

        return moves;
    }
}
