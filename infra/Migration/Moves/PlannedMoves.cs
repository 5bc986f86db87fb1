using System.Collections.Immutable;
using Infra.Hosts;
using Infra.Model;
using Infra.Parts;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Migration;

/// <summary>
/// The data moves of a run: those of the steps up to the chosen one, and the way back of those that a step back leaves. All rehearsals come
/// before anything is stopped. What uses a target comes after its move.
/// </summary>
public sealed class PlannedMoves
{
    private readonly StackContext _context;
    private readonly MadeParts _made;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Resource>> _databases;
    private readonly MigrationProgress _progress;
    private readonly Output<SshHost> _server;

    /// <summary>Records of the moves, by their names.</summary>
    public Output<ImmutableDictionary<string, string>> Records { get; }

    /// <summary>The resources that a database's clients depend on, by <c>server/database</c>: also the moves of its data.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Databases { get; }

    /// <summary>Plans the moves.</summary>
    /// <param name="context">The stack's context, with the cluster's provider.</param>
    /// <param name="made">The resources that the stack has made so far; takes the moves.</param>
    /// <param name="databases">The resources that a database's clients depend on, by <c>server/database</c>.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="server">The server over which the moves run.</param>
    public PlannedMoves(
        StackContext context,
        MadeParts made,
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases,
        MigrationProgress progress,
        Output<SshHost> server)
    {
        (_context, _made, _databases, _progress, _server) = (context, made, databases, progress, server);
        var forward = MovePlan.Forward(context.System, progress);
        var back = MovePlan.Back(context.System, progress);
        var commands = new Dictionary<string, Remote.Command>(StringComparer.Ordinal);
        Make(forward, isBack: false, commands);
        Make(back, isBack: true, commands);
        Databases = commands.Count == 0 ? databases : WithMoves(databases, [.. forward, .. back], commands);
        Records = RecordsOf(
            [.. forward.Select(move => (move.Name, commands[move.Name]))],
            [.. back.Select(move => commands[move.Name])],
            Kept(context.System, progress, forward));
    }

    private void Make(IReadOnlyList<DataMoveSpec> moves, bool isBack, Dictionary<string, Remote.Command> commands)
    {
        var components = new Dictionary<string, DataMove>(StringComparer.Ordinal);
        foreach (var move in moves)
        {
            components.Add(move.Name, new(
                $"move-{move.Name}",
                new()
                {
                    Move = move,
                    IsBack = isBack,
                    IsMade = !isBack && _progress.DataMoves.ContainsKey(move.Name),
                    Server = _server,
                    After = TargetOf(move),
                },
                _context));
        }

        var rehearsals = components.Values.Select(static component => component.Rehearsal).OfType<Resource>().ToArray();
        foreach (var move in moves)
        {
            var earlier = MovePlan.Before(moves, move).Select(other => commands[other.Name]);
            var command = components[move.Name].Make([.. rehearsals, .. earlier]);
            commands.Add(move.Name, command);
            _made.AddMove(move.FromHost, MoveKinds.Of(move) is VolumeMove ? move.To : null, command);
        }
    }

    /// <summary>The resources of the target: its namespace, its database or claim, and its part of the platform.</summary>
    private List<Resource> TargetOf(DataMoveSpec move)
    {
        var kind = MoveKinds.Of(move);
        var resources = new List<Resource>(_made.Ready(kind.Parts));
        if (_made.Namespaces.TryGetValue(kind.NamespaceOf(_context.System, move), out var home))
        {
            resources.Add(home);
        }

        if (move.Database is { } database)
        {
            resources.AddRange(_databases.GetValueOrDefault($"{move.To}/{database}") ?? []);
        }
        else if (_made.Claims.TryGetValue(move.To, out var claim))
        {
            resources.Add(claim);
        }
        else
        {
            // The claim of a set's pod, which the move makes where the set has not.
            resources.AddRange(_made.StorageClasses.Values);
        }

        return resources;
    }

    private static Dictionary<string, IReadOnlyList<Resource>> WithMoves(
        IReadOnlyDictionary<string, IReadOnlyList<Resource>> databases,
        IReadOnlyList<DataMoveSpec> moves,
        Dictionary<string, Remote.Command> commands)
    {
        var ready = new Dictionary<string, IReadOnlyList<Resource>>(databases, StringComparer.Ordinal);
        foreach (var move in moves)
        {
            if (move.Database is { } database)
            {
                var key = $"{move.To}/{database}";
                ready[key] = [.. ready.GetValueOrDefault(key) ?? [], commands[move.Name]];
            }
        }

        return ready;
    }

    /// <summary>Records of moves that are made and no longer planned, because their Docker host is gone.</summary>
    private static Dictionary<string, string> Kept(SystemSpec system, MigrationProgress progress, IReadOnlyList<DataMoveSpec> planned)
    {
        var reached = new StepOrder(system.Migration).PositionOf(system.Stack.Phase);
        return progress.DataMoves
            .Where(record => planned.All(move => move.Name != record.Key)
                && MoveSchedule.PositionOf(system.Migration, record.Key) <= reached)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>
    /// The records, once all moves and ways back are made: a run in which one failed leaves the stack's former outputs. No record has a
    /// secret, though the commands' inputs have.
    /// </summary>
    private static Output<ImmutableDictionary<string, string>> RecordsOf(
        IReadOnlyList<(string Name, Remote.Command Command)> moves,
        IReadOnlyList<Remote.Command> back,
        IReadOnlyDictionary<string, string> kept) =>
        Output.Unsecret(Output.All(
            moves.Select(static move => move.Command.Stdout.Apply(MoveRecord.In)).Concat(back.Select(static command => command.Stdout)))
        .Apply(records =>
        {
            var byName = kept.ToImmutableDictionary(StringComparer.Ordinal).ToBuilder();
            for (var index = 0; index < moves.Count; index++)
            {
                byName[moves[index].Name] = records[index];
            }

            return byName.ToImmutable();
        }));
}
