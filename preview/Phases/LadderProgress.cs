using System.Collections.Immutable;
using Infra.Cluster;
using Infra.Migration;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Sources;

namespace Infra.Preview.Phases;

/// <summary>Place of a stack in its migration, and the way on.</summary>
/// <param name="IsState">Whether an exported state says it; otherwise `infra:phase` of the stack's file does.</param>
/// <param name="Step">Step that the stack is at; null before the first one, and where it is not known.</param>
public sealed record LadderProgress(bool IsState, string? Step)
{
    /// <summary>Whether the stack was never brought up; false where no state says it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the place is known: the description has the step.</summary>
    public bool IsKnown => Position is not null;

    /// <summary>Next step that the stack may take; null after the last one, and where its place is not known.</summary>
    public string? Next { get; init; }

    /// <summary>Gates that must pass before the next step.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Commands that take the next step; empty where there is none.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Reasons for which `pulumi up` would refuse the present `infra:phase`.</summary>
    public IReadOnlyList<string> Refusals { get; init; } = [];

    /// <summary>Evidence of the criteria of gates, by `gate/criterion`.</summary>
    internal IReadOnlyDictionary<string, string> Evidence { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Position of the step that the stack is at; null where it is not known.</summary>
    internal int? Position { get; init; }

    /// <summary>Place by the stack's file.</summary>
    internal static LadderProgress Of(SystemSpec system) => Of(system, OutputsOf(system.Stack.Phase), isState: false);

    /// <summary>Place by an exported state.</summary>
    /// <exception cref="SourceException">It is no state, or that of another stack.</exception>
    internal static LadderProgress Of(SystemSpec system, PlanSource state)
    {
        if (state.State is null)
        {
            throw new SourceException($"{state.Name}: a plan; the place of a stack is in its state (pulumi stack export)");
        }
        var (stack, outputs) = (state.Graph.Header.Stack, state.Graph.Outputs);
        // A state without resources names no stack.
        if (stack.Length > 0 && stack != system.Stack.Name)
        {
            throw new SourceException($"{state.Name}: the state of the stack {stack}, not of {system.Stack.Name}");
        }
        var read = ImmutableDictionary.CreateBuilder<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Keys.Count; i++)
        {
            read[outputs.Keys[i]] = outputs.Items[i] switch
            {
                { Kind: PlanValueKind.Text } value => value.Text,
                { Kind: PlanValueKind.Map } value => Texts(value),
                _ => null,
            };
        }
        return Of(system, read.ToImmutable(), isState: true);
    }

    private static ImmutableDictionary<string, object> Texts(PlanValue map)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < map.Keys.Count; i++)
        {
            if (map.Items[i] is { Kind: PlanValueKind.Text, Text: { } text })
            {
                texts[map.Keys[i]] = text;
            }
        }
        return texts.ToImmutable();
    }

    private static ImmutableDictionary<string, object?> OutputsOf(string? phase) =>
        ImmutableDictionary<string, object?>.Empty.Add(StackOutputs.Phase, phase ?? "");

    private static LadderProgress Of(SystemSpec system, IReadOnlyDictionary<string, object?> outputs, bool isState)
    {
        var stack = system.Stack.Name;
        var progress = ProgressOutputs.Of(isState ? system : WithoutPhaseInForce(system), outputs);
        var move = StepMove.Of(system, progress);
        var position = move is null or { IsFirst: true } ? move is null ? null : StepOrder.BeforeFirst : (int?)move.From;
        var next = move is { } known && known.Latest > position ? known.Order.Steps[known.Latest] : null;
        return new(isState, position is >= 0 ? move!.Order.Steps[position.Value].Name : null)
        {
            IsNew = move is { IsFirst: true },
            Position = position,
            Next = next?.Name,
            Gates = next is null ? [] : [.. (move! with { To = move.Latest }).Gates.Select(static gate => gate.Name)],
            Commands = next is null ? [] : [$"pulumi config set infra:phase {next.Name} --stack {stack}", $"pulumi up --stack {stack}"],
            Refusals = isState ? [.. StepRefusals.Of(system, progress).Select(static problem => problem.ToString())] : [],
            Evidence = progress.Gates,
        };
    }

    private static SystemSpec WithoutPhaseInForce(SystemSpec system) =>
        system with { Stack = system.Stack with { PhaseInForce = null } };
}
