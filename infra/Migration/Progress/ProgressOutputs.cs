using Infra.Cluster;
using Infra.Model;
using Pulumi;

namespace Infra.Migration;

/// <summary>
/// Reads the place of a stack in its migration from its own outputs, and those of the stacks that its next gates ask about.
/// </summary>
public static class ProgressOutputs
{
    private const string ReferenceName = "own-outputs";
    private static readonly string[] Names = [StackOutputs.Phase, StackOutputs.Gates, StackOutputs.DataMoves];

    /// <summary>Reads the outputs, and returns when they are there.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="owner">The outputs of the cluster's owner, which is the stack itself where it owns the cluster.</param>
    /// <exception cref="RunException">The backend does not give the stack's own outputs.</exception>
    public static MigrationProgress Of(SystemSpec system, OwnerOutputs owner) => EngineAnswer.Await(
        $"the outputs of the stack {system.Stack.Name}",
        "check that this machine reaches the backend (pulumi whoami --verbose)",
        () => ReadAsync(system, owner));

    /// <summary>The place by the outputs of the stack, and the config where these cannot say it.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="outputs">The outputs by name; without a phase for a stack that was never brought up.</param>
    public static MigrationProgress Of(SystemSpec system, IReadOnlyDictionary<string, object?> outputs)
    {
        var recorded = outputs.GetValueOrDefault(StackOutputs.Phase) as string;
        var order = new StepOrder(system.Migration);
        var isKnown = recorded is not null && order.PositionOf(recorded) is not null;
        // A step that failed half-way is begun, whatever the outputs of the last whole run say.
        var isBegun = isKnown && system.Stack.PhaseInForce is { } said && order.PositionOf(said) == order.PositionOf(recorded) + 1;
        return new()
        {
            IsRead = true,
            IsUp = recorded is not null,
            Recorded = string.IsNullOrEmpty(recorded) ? null : recorded,
            IsSaid = isBegun || (!isKnown && system.Stack.PhaseInForce is not null),
            Phase = isKnown && !isBegun ? (recorded!.Length == 0 ? null : recorded) : system.Stack.PhaseInForce,
            Gates = Texts(outputs.GetValueOrDefault(StackOutputs.Gates)),
            DataMoves = Texts(outputs.GetValueOrDefault(StackOutputs.DataMoves)),
        };
    }

    private static async Task<MigrationProgress> ReadAsync(SystemSpec system, OwnerOutputs owner)
    {
        var outputs = system.Stack.ClusterOwner is null
            ? await OwnerOutputs.ReadAsync(owner.Reference, Names).ConfigureAwait(false)
            : await OfGuestAsync(system.Stack.Name).ConfigureAwait(false);
        var progress = Of(system, outputs);
        var others = new Dictionary<string, OtherProgress>(StringComparer.Ordinal);
        foreach (var environment in StepMove.Of(system, progress)?.OtherClusters ?? [])
        {
            others[environment] = await OtherAsync(system.Stack.OtherClusters[environment]).ConfigureAwait(false);
        }

        return progress with { Others = others, HasServers = owner.InForce.HasServers };
    }

    private static async Task<IReadOnlyDictionary<string, object?>> OfGuestAsync(string stack)
    {
        var last = await LastOutputs.ReadAsync(stack).ConfigureAwait(false);
        if (last.IsMissingFunction)
        {
            var reference = new StackReference(ReferenceName, new() { Name = LastOutputs.FullName(stack) });
            return await OwnerOutputs.ReadAsync(reference, Names).ConfigureAwait(false);
        }

        return last.Failure is { } failure
            ? throw new RunException(OwnerOutputs.Unreadable(stack, failure))
            : Names.ToDictionary(static name => name, name => last.Values.GetValueOrDefault(name));
    }

    private static async Task<OtherProgress> OtherAsync(string stack)
    {
        if (stack.Length == 0)
        {
            return OtherProgress.Unknown(stack, "no stack has the environment");
        }

        var last = await LastOutputs.ReadAsync(stack).ConfigureAwait(false);
        return last.Failure is { } failure
            ? OtherProgress.Unknown(stack, failure)
            : new(stack)
            {
                Phase = last.Values.GetValueOrDefault(StackOutputs.Phase) is string { Length: > 0 } phase ? phase : null,
                Gates = Texts(last.Values.GetValueOrDefault(StackOutputs.Gates)),
            };
    }

    private static Dictionary<string, string> Texts(object? output)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in output as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>())
        {
            if (value is string text)
            {
                texts[name] = text;
            }
        }

        return texts;
    }
}
