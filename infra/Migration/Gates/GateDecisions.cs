using Infra.Model;

namespace Infra.Migration;

/// <summary>
/// Decisions on the criteria that need no command: confirmed by a person, on a plan without findings, or asked by the stack of another
/// cluster. They are made before the first resource. Pure.
/// </summary>
public sealed class GateDecisions
{
    private readonly SystemSpec _system;
    private readonly SourceMap _sources;
    private readonly MigrationProgress _progress;
    private readonly SortedDictionary<string, string> _evidence = new(StringComparer.Ordinal);
    private readonly List<Problem> _refusals = [];
    private int _confirmations;

    private GateDecisions(SystemSpec system, SourceMap sources, MigrationProgress progress) =>
        (_system, _sources, _progress, _confirmations) = (system, sources, progress, system.Stack.Confirmations.Count);

    /// <summary>Evidence that is there before the commands, by <c>gate/criterion</c>: of former passages and of these decisions.</summary>
    public IReadOnlyDictionary<string, string> Evidence => _evidence;

    /// <summary>The criteria that do not hold, all of them.</summary>
    public IReadOnlyList<Problem> Refusals => _refusals;

    /// <summary>Decides the planned gates.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="sources">Positions of its records.</param>
    /// <param name="progress">The place of the stack; nothing is refused where it was not read.</param>
    /// <param name="gates">The planned gates.</param>
    public static GateDecisions Of(
        SystemSpec system, SourceMap sources, MigrationProgress progress, IReadOnlyList<PlannedGate> gates)
    {
        var decisions = new GateDecisions(system, sources, progress);
        foreach (var gate in gates)
        {
            foreach (var question in gate.ByHand)
            {
                decisions.Add(question, "moved by hand: its phase was completed before the stack began", "");
            }

            foreach (var question in gate.Questions)
            {
                if (progress.Gates.GetValueOrDefault(question.Key) is { } known)
                {
                    decisions._evidence[question.Key] = known;
                }

                if (gate.IsNew && progress.IsRead)
                {
                    decisions.Decide(gate, question);
                }
            }
        }

        return decisions;
    }

    private void Decide(PlannedGate gate, GateQuestion question)
    {
        switch (question.Source)
        {
            case GateSource.Person:
                DecidePerson(gate, question);
                break;
            case GateSource.Plan:
                DecidePlan(gate, question);
                break;
            case GateSource.OtherStack:
                CopyOther(question);
                break;
            default:
                if (!_progress.IsUp && _system.OwnsCluster())
                {
                    Refuse(
                        question,
                        $"the gate asks the cluster before '{gate.Step}', and the state has no record of a run",
                        $"run pulumi up at the step that the stack is at first: pulumi config set infra:phase STEP --stack "
                            + _system.Stack.Name);
                }
                else if (!_progress.HasServers)
                {
                    var owner = _system.Stack.ClusterOwner ?? _system.Stack.Name;
                    Refuse(
                        question,
                        $"the gate asks the cluster over SSH, and the outputs of {owner} do not say how: an older program wrote them",
                        $"run pulumi up --stack {owner} once at its present step");
                }

                break;
        }
    }

    private void DecidePerson(PlannedGate gate, GateQuestion question)
    {
        if (Find(gate, question) is { By: { Length: > 0 } person, On: { } day })
        {
            Add(question, $"confirmed by {person}", day);
            return;
        }

        Refuse(
            question,
            $"nobody has confirmed it for '{gate.Step}': {question.Criterion.Title}",
            "the person who confirms it runs " + Command(gate, question, ConfirmationCommand.ByPerson));
    }

    private void DecidePlan(PlannedGate gate, GateQuestion question)
    {
        if (Find(gate, question) is { Plan: { } plan } && plan == PolicyDigest.Of(_system))
        {
            Add(question, $"no findings in the described system {plan}", "");
            return;
        }

        Refuse(
            question,
            Find(gate, question) is null
                ? $"the policy checks were not made for '{gate.Step}'"
                : $"the policy checks were made on another described system than that of '{gate.Step}' now",
            $"run dotnet run --project cli -- gate {_system.Stack.Name} --step {gate.Step}, which makes them and prints the command that "
                + "writes the result");
    }

    /// <summary>
    /// Takes over the evidence of another cluster's stack. Whether it is there was asked before (<see cref="StepRefusals"/>).
    /// </summary>
    private void CopyOther(GateQuestion question)
    {
        if (_progress.Others.GetValueOrDefault(question.Criterion.Environment ?? "")?.Gates?.GetValueOrDefault(question.Key) is { } line)
        {
            _evidence[question.Key] = line;
        }
    }

    private void Add(GateQuestion question, string seen, string at) =>
        _evidence[question.Key] = GateEvidence.Of(question, seen, at).Line();

    private void Refuse(GateQuestion question, string wrong, string right) => _refusals.Add(new(
        _sources.Of(question.Criterion),
        $"gate {question.Gate}, criterion {question.Criterion.Name}",
        wrong,
        $"{right}; docs/runbooks/gate-failed.md; nothing was changed"));

    private ConfirmationSpec? Find(PlannedGate gate, GateQuestion question) =>
        ConfirmationCommand.Find(_system.Stack, question, gate.Step) is { } index ? _system.Stack.Confirmations[index] : null;

    private string Command(PlannedGate gate, GateQuestion question, IReadOnlyList<string> settings) => ConfirmationCommand.Of(
        _system.Stack.Name,
        ConfirmationCommand.Find(_system.Stack, question, gate.Step) ?? _confirmations++,
        question,
        gate.Step,
        settings);
}
