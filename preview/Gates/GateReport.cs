using Infra.Migration;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;
using Infra.Preview.Graph;
using Infra.Preview.Policy;

namespace Infra.Preview.Gates;

/// <summary>
/// Gates that a stack passes before a step: what a run will ask, and what can be decided without a cluster, which are confirmations and the
/// policy checks of what the step plans.
/// </summary>
public sealed record GateReport
{
    private const string ConfigKey = "config";
    private const string PhaseKey = $"{SecretKeys.Project}:phase";

    /// <summary>Stack, system, environment and the stack's own phase.</summary>
    public required PlanHeader Header { get; init; }

    /// <summary>Step after the gates; null where the stack is at the last one, and without a migration.</summary>
    public MigrationStep? Step { get; init; }

    /// <summary>Gates to be passed, in their order.</summary>
    public IReadOnlyList<ReportedGate> Gates { get; init; } = [];

    /// <summary>Names of the gates before the step that the stack passed earlier.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>Digest of the description at the step; null where no criterion asks for policy checks.</summary>
    public string? Digest { get; init; }

    /// <summary>Findings of the policy checks; empty where no criterion asks for them.</summary>
    public IReadOnlyList<PolicyFinding> Findings { get; init; } = [];

    /// <summary>Problems of the stack, one text each; the gates are unknown then.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether everything holds that can be decided before a run.</summary>
    public bool Holds => Problems.Count == 0
        && Gates.All(gate => gate.Criteria.All(one => one.State is CriterionState.AtRun or CriterionState.Holds));

    /// <summary>Names of the steps of a stack's system, in order; empty when it has none or cannot be read.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    public static IReadOnlyList<string> Steps(string root, string stack)
    {
        var catalog = SystemCatalog.Read(root);
        var system = catalog.Stacks.FirstOrDefault(entry => entry.Name == stack)?.System;
        return catalog.Systems.FirstOrDefault(entry => entry.Name == system) is { } found
            ? [.. new StepOrder(new MigrationSpec { Phases = found.Phases }).Steps.Select(step => step.Name)]
            : [];
    }

    /// <summary>Reports the gates before a step.</summary>
    /// <param name="root">The folder of `Pulumi.yaml`.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="step">Name of a step or phase; null for the step after the stack's own.</param>
    public static async Task<GateReport> OfAsync(string root, string stack, string? step)
    {
        var files = new ProjectFiles(root);
        var own = StackLoad.Load(files, stack);
        if (own.Result.Spec is not { } system)
        {
            return new() { Header = new(stack, "", "", null), Problems = Errors(own.Result) };
        }

        var report = new GateReport { Header = new(stack, system.Stack.System, system.Stack.Environment, system.Stack.Phase) };
        var order = new StepOrder(system.Migration);
        var before = order.PositionOf(system.Stack.PhaseInForce ?? system.Stack.Phase);
        var at = step is null ? before + 1 : order.PositionOf(step);
        if (before is null || at is not { } chosen)
        {
            return report with { Problems = Errors(own.Result) };
        }

        if (chosen < 0 || chosen >= order.Steps.Count)
        {
            return report;
        }

        var next = order.Steps[chosen];
        files = AtStep(files, stack, next.Name);
        var load = StackLoad.Load(files, stack).Result;
        report = report with { Step = next };
        if (!load.Succeeded)
        {
            return report with { Problems = Errors(load) };
        }

        // As the run finds it: one step, or several that nothing separates.
        var from = Math.Min(before.Value, chosen - 1);
        var progress = new MigrationProgress { IsRead = true, IsUp = true, Phase = from < 0 ? null : order.Steps[from].Name };
        var planned = GatePlan.Of(load.Spec, progress);
        report = report with { Passed = [.. planned.Where(gate => !gate.IsNew).Select(gate => gate.Gate.Name)] };
        PlannedGate[] asked = [.. planned.Where(gate => gate.IsNew)];
        if (asked.Any(gate => gate.Questions.Any(one => one.Source == GateSource.Plan)))
        {
            var outcome = await StackPreview.RunAsync(files, stack, phase: null);
            if (outcome.Graph is not { } plan)
            {
                return report with { Problems = outcome.Problems };
            }

            report = report with { Digest = PolicyDigest.Of(load.Spec), Findings = Policies.Check(plan, outcome.System!) };
        }

        var states = new States(load.Spec, report);
        return report with
        {
            Gates =
            [
                .. asked.Select(gate => new ReportedGate(
                    gate.Gate, gate.Step, [.. gate.Questions.Select(question => states.Of(question, gate.Step))])
                {
                    IsOfACompletedPhase = load.Spec.Migration.Phases.Any(phase => phase.Completed && phase.Gates.Contains(gate.Gate)),
                }),
            ],
        };
    }

    private static IReadOnlyList<string> Errors(LoadResult result) =>
        [.. result.Problems.Where(problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString())];

    /// <summary>
    /// The files as the run at a step reads them: the stack's own says the step, and those of other stacks are unchanged.
    /// </summary>
    private static ProjectFiles AtStep(ProjectFiles files, string stack, string step)
    {
        var file = SystemFiles.Stack(stack);
        return files.Read(file, new()) is { } map && map.Find(ConfigKey)?.Value is YamlMap config
            ? files.With(file, map.With(ConfigKey, config.With(PhaseKey, new YamlScalar(step, plain: false, config.Position))))
            : files;
    }

    /// <summary>Decides the criteria one after another: each missing confirmation is written behind the others.</summary>
    private sealed class States(SystemSpec system, GateReport report)
    {
        private int _next = system.Stack.Confirmations.Count;

        public ReportedCriterion Of(GateQuestion question, string step)
        {
            var environment = question.Criterion.Environment ?? system.Environment.Name;
            var index = ConfirmationCommand.Find(system.Stack, question, step);
            var found = index is { } place ? system.Stack.Confirmations[place] : null;
            return question.Source switch
            {
                GateSource.Person when found is { By: { Length: > 0 } person, On: { } day } =>
                    new(question, environment, CriterionState.Holds) { Seen = $"confirmed by {person} on {day}" },
                GateSource.Person => Missing("nobody has confirmed it for this step", ConfirmationCommand.ByPerson),
                GateSource.Plan when report.Findings.Count > 0 =>
                    new(question, environment, CriterionState.Fails) { Seen = Found(report.Findings) },
                GateSource.Plan when found?.Plan == report.Digest =>
                    new(question, environment, CriterionState.Holds) { Seen = $"no findings in {report.Digest}, as the config says" },
                GateSource.Plan => Missing(
                    found is null
                        ? $"no findings in {report.Digest}; the config does not say it yet"
                        : $"no findings in {report.Digest}; the config has the digest of another description",
                    ConfirmationCommand.OfPlan(report.Digest!)),
                GateSource.OtherStack => new(question, environment, CriterionState.AtRun) { Commands = OfOther(question, step) },
                _ => new(question, environment, CriterionState.AtRun),
            };

            ReportedCriterion Missing(string seen, IReadOnlyList<string> more) => new(question, environment, CriterionState.Missing)
            {
                Seen = seen,
                Commands = [ConfirmationCommand.Of(system.Stack.Name, index ?? _next++, question, step, more)],
            };
        }

        private static IReadOnlyList<string> OfOther(GateQuestion question, string step) => question.Stack is { Length: > 0 } stack
            ? [$"pulumi config set infra:phase {step} --stack {stack}", $"pulumi up --stack {stack}"]
            : [];

        private static string Found(IReadOnlyList<PolicyFinding> findings)
        {
            var objects = findings.Sum(finding => finding.Objects.Count);
            return $"{objects} {(objects == 1 ? "object breaks" : "objects break")} the rules: "
                + string.Join(", ", findings.Select(finding => finding.Rule.Name));
        }
    }
}
