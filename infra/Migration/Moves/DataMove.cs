using Infra.Cluster;
using Infra.Model;
using Pulumi;
using Pulumi.Random;
using Remote = Pulumi.Command.Remote;

namespace Infra.Migration;

/// <summary>
/// A data move by commands on a server of the cluster: a rehearsal, which stops nothing, and the move; or the way back. Each runs once for
/// each time that the stack comes over the step. The script of a command that is changed later finds in the move's record that it is made.
/// </summary>
public sealed class DataMove : ComponentResource
{
    /// <summary>The component's type token.</summary>
    public const string Token = "infra:migration:DataMove";

    private const string Step = "migration/move";
    private const int NameBytes = 8;

    private readonly string _name;
    private readonly DataMoveArgs _args;
    private readonly StackContext _context;
    private readonly Output<string> _attempt;

    /// <summary>The rehearsal. Null on the way back.</summary>
    public Remote.Command? Rehearsal { get; }

    /// <summary>Makes the rehearsal, or the way back.</summary>
    public DataMove(string name, DataMoveArgs args, StackContext context, ComponentResourceOptions? options = null)
        : base(Token, name, options ?? context.Options())
    {
        (_name, _args, _context) = (name, args, context);
        _attempt = new RandomId(
            $"{name}-attempt",
            new()
            {
                ByteLength = NameBytes,
                // One for both directions: a turn begins a new one at once, also where the run of the turn fails later.
                Keepers = { ["direction"] = args.IsBack ? "back" : "forward" },
            },
            new() { Parent = this }).Hex;
        Rehearsal = args.IsBack ? null : Run($"{name}-rehearsal", MoveMode.Rehearsal, args.After);
        RegisterOutputs();
    }

    /// <summary>Makes the move, or the way back.</summary>
    /// <param name="after">The resources that must exist before anything is stopped.</param>
    public Remote.Command Make(IReadOnlyList<Resource> after) => _args.IsBack
        ? Run($"{_name}-back", MoveMode.Back, [.. _args.After, .. after])
        : Run(_name, MoveMode.Move, [.. _args.After, Rehearsal!, .. after]);

    private Remote.Command Run(string name, MoveMode mode, IReadOnlyList<Resource> after) => NodeCommand.Create(
        name,
        new()
        {
            Host = _args.Server,
            Step = Step,
            Script = Output.Tuple(_args.Server, _attempt).Apply(
                known => MoveParameters.Compose(_context.System, _args.Move, mode, known.Item1.Name, known.Item2)),
            Secrets = Output.CreateSecret(
                _context.ConfigSecret(SecretKeys.SshPrivateKey).Apply(static key => $"{key.TrimEnd('\n')}\n{MoveParameters.EndOfKey}\n")),
            Triggers = [_attempt],
            After = after,
            Minutes = MoveParameters.MinutesOf(_args.Move),
            IsMade = _args.IsMade,
        },
        this);
}
