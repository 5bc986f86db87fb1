using Infra.Cluster;
using Infra.Migration;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Preview.Cost;
using Infra.Preview.Diff;
using Infra.Preview.Diff.Findings;
using Infra.Preview.Graph;
using Infra.Preview.Sources;

namespace Infra.Preview.Phases;

/// <summary>Migration of a stack, step by step: every step is planned and compared with the one before.</summary>
public sealed record PhaseLadder
{
    private const string PhaseOutput = StackOutputs.Phase;
    private const string GatesOutput = StackOutputs.Gates;

    /// <summary>Stack, system, environment and the stack's own phase.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>Plan of the stack before the first step; null when it has problems.</summary>
    public PlanGraph? Start { get; init; }

    /// <summary>Monthly cost before the first step; null without a plan.</summary>
    public MonthlyCost? StartCost { get; init; }

    /// <summary>Place of the stack, and the way on; null where the system has no migration or cannot be read.</summary>
    public LadderProgress? Progress { get; init; }

    /// <summary>Phases in their order; empty when the system has no migration.</summary>
    public IReadOnlyList<LadderPhase> Phases { get; init; } = [];

    /// <summary>Problems that are none of a single step, one text each.</summary>
    public IReadOnlyList<string> OwnProblems { get; init; } = [];

    /// <summary>Steps of all phases in their order.</summary>
    public IEnumerable<LadderStep> Steps => Phases.SelectMany(phase => phase.Steps);

    /// <summary>All problems, each once.</summary>
    public IReadOnlyList<string> Problems => [.. OwnProblems.Concat(Steps.SelectMany(step => step.Problems)).Distinct()];

    /// <summary>Plans the migration of a stack. The files are read once.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="progress">Takes a line before each step is planned; null (default) for none.</param>
    /// <param name="state">Exported state of the stack, which says where it is; null (default) for its file.</param>
    /// <exception cref="SourceException">The state is none, or that of another stack.</exception>
    public static async Task<PhaseLadder> PlanAsync(
        string root, string stack, Action<string>? progress = null, PlanSource? state = null)
    {
        var files = new ProjectFiles(root);
        var load = StackLoad.Load(files, stack);
        if (load.Result.Spec is not { } spec)
        {
            return new() { Header = new(stack, "", "", null), OwnProblems = [.. load.Result.Problems.Select(each => each.ToString())] };
        }
        var ladder = new PhaseLadder { Header = new(stack, spec.Stack.System, spec.Stack.Environment, spec.Stack.Phase) };
        var described = DescribedStep.All(spec);
        if (described.Count == 0)
        {
            return ladder;
        }
        var at = state is null ? LadderProgress.Of(spec) : LadderProgress.Of(spec, state);
        ladder = ladder with { Progress = at };
        progress?.Invoke($"planning {stack} before the first step");
        var before = await StackPreview.RunAsync(files, stack, phase: "");
        ladder = ladder with
        {
            Start = before.Graph,
            StartCost = before.Graph is { } start ? MonthlyCost.Of(start, before.System) : null,
            OwnProblems = [.. before.Problems.Select(problem => $"{problem} (before the first step)")],
        };
        var known = before.Problems.ToHashSet(StringComparer.Ordinal);
        var current = at.Position ?? StepOrder.BeforeFirst;
        var planned = new List<(PhaseSpec Phase, LadderStep Step)>();
        foreach (var (i, step) in described.Index())
        {
            progress?.Invoke($"planning step {i + 1} of {described.Count}, {step.Name}");
            var outcome = await StackPreview.RunAsync(files, stack, step.Name);
            var place = i < current ? StepPlace.Done : i == current ? StepPlace.Current : StepPlace.Ahead;
            // A problem that stays is reported with the first step that has it.
            var problems = outcome.Problems.Where(known.Add).Select(problem => $"{problem} (from step {step.Name} on)");
            var compared = Compare(step, place, before, outcome, load.Result.Sources);
            planned.Add((step.Phase, compared with { Problems = [.. problems, .. compared.Problems] }));
            before = outcome;
        }
        return ladder with
        {
            Phases =
            [
                .. spec.Migration.InOrder().Select(
                    phase => Of(phase, [.. planned.Where(each => each.Phase == phase).Select(each => each.Step)], at)),
            ],
        };
    }

    private static LadderPhase Of(PhaseSpec phase, IReadOnlyList<LadderStep> steps, LadderProgress at) =>
        new(phase.Name, phase.Title, JsonOutput.NameOf(phase.Risk), steps)
        {
            RiskNote = phase.RiskNote,
            Goal = phase.Goal,
            Weeks = phase.Weeks,
            IsCompleted = phase.Completed,
            Gates = [.. phase.Gates.Select(gate => LadderGate.Of(gate, at.Evidence))],
        };

    private static LadderStep Compare(DescribedStep step, StepPlace place, StackOutcome before, StackOutcome outcome, SourceMap sources)
    {
        var diff = before.Graph is { } old && outcome.Graph is { } plan ? PlanDiffer.Between(old, plan) : null;
        var notBuilt = step.SectionsAmong(outcome.Unconsumed);
        var problems = new List<string>();
        var position = sources.Of(step.Step is { } own ? own : step.Phase, "name");
        if (diff is not null && IsIdle(diff) && step.Scope == StepScope.Here && notBuilt.Count == 0)
        {
            problems.Add(
                $"{position}: migration step '{step.Name}': its changes change nothing in the stack {outcome.System!.Stack.Name}; "
                    + "correct them, or remove them");
        }
        if (diff is not null && !step.IsFinal)
        {
            problems.AddRange(LostDataRule.Ending(diff).Select(lost =>
                $"{position}: migration step '{step.Name}': {ResourceWords.Of(lost.Old!)} {lost.Verb()}, which the step before plans and "
                    + "which holds data; keep it, or write final: true when there is no way back"));
        }
        return new(step.Name, step.Title, place, step.Scope)
        {
            IsFinal = step.IsFinal,
            Requires = step.Step?.Requires ?? [],
            DataMoves = step.Step?.DataMoves ?? [],
            Tasks = step.Step?.Tasks ?? [],
            NotBuilt = notBuilt,
            Plan = outcome.Graph,
            Diff = diff,
            Verdict = diff is null ? null : Verdict.Of(diff),
            Cost = outcome.Graph is { } graph ? MonthlyCost.Of(graph, outcome.System) : null,
            CostChange = diff is null ? null : CostChange.Of(diff),
            Problems = problems,
        };
    }

    /// <summary>
    /// Whether nothing changes but the gates before the step, the moves of former steps, which are done, and the name of the phase among
    /// the outputs.
    /// </summary>
    private static bool IsIdle(PlanDiff diff)
    {
        var others = diff.Changed
            .Where(step => step.Resource.Type == Gate.Token || (step.Resource.Type == DataMove.Token && step.New is null))
            .Select(step => step.Resource.Urn)
            .ToHashSet(StringComparer.Ordinal);
        return diff.Changed.All(step => others.Contains(step.Resource.Urn) || others.Contains(step.Resource.Parent ?? ""))
            && diff.Outputs.All(output => output.Path is PhaseOutput or GatesOutput || IsOfMoves(output.Path));
    }

    private static bool IsOfMoves(string path) => path.StartsWith($"{StackOutputs.DataMoves}.", StringComparison.Ordinal);
}
