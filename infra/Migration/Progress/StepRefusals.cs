using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Migration;

/// <summary>Refusals of moves between the steps of a migration. Pure: the same place and description give the same problems.</summary>
public static class StepRefusals
{
    private const string Setting = $"{SecretKeys.Project}:phase";
    private const string InForceSetting = $"{SecretKeys.Project}:phaseInForce";
    private const string LostState = "docs/runbooks/lost-state.md";

    /// <summary>The moves that are not allowed from where a stack is, all of them, each with the right way.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    /// <param name="progress">The place of the stack.</param>
    /// <param name="by">Source of the place, for messages. Defaults to the stack's outputs.</param>
    /// <param name="at">Place of <c>infra:phase</c>; null (default) for the stack's config file as a whole.</param>
    public static IReadOnlyList<Problem> Of(
        SystemSpec system, MigrationProgress progress, string by = "as its last run left it", Position? at = null)
    {
        var order = new StepOrder(system.Migration);
        if (order.Steps.Count == 0)
        {
            return [];
        }

        var problems = new ProblemList();
        var place = at ?? new Position(SystemFiles.Stack(system.Stack.Name), 0);
        CheckPlace(system, progress, order, by, problems, place);
        if (StepMove.Of(system, progress) is { } move)
        {
            var where = progress.Recorded == progress.Phase ? by : $"by {InForceSetting}";
            if (move.To > move.Latest)
            {
                problems.Add(place, Setting, TooFar(move, where), Next(system.Stack.Name, move));
            }

            if (move.FinalStep is { } final)
            {
                problems.Add(
                    place,
                    Setting,
                    $"there is no way back over '{final.Name}', which is final, and the stack is at '{move.Order.Steps[move.From].Name}' "
                        + $"({where})",
                    $"go back no further than it: {Choose(final.Name, system.Stack.Name)}");
            }

            CheckKeys(system, move, problems, place);
            CheckOthers(system.Stack.Name, progress, move, problems, place);
        }

        return problems.Sorted();
    }

    /// <summary>Reports a place that the description does not know, and one that the config contradicts.</summary>
    private static void CheckPlace(
        SystemSpec system, MigrationProgress progress, StepOrder order, string by, ProblemList problems, Position place)
    {
        var (stack, said) = (system.Stack.Name, system.Stack.PhaseInForce);
        var recorded = order.PositionOf(progress.Recorded);
        if (recorded is null && said is null)
        {
            problems.Add(
                place,
                InForceSetting,
                $"the stack is at '{progress.Recorded}' ({by}), which the migration does not have",
                $"if the step was renamed, say its present name: pulumi config set {InForceSetting} STEP --stack {stack}, with one of "
                    + string.Join(", ", order.Steps.Select(static step => step.Name)));
        }
        else if (progress.IsUp && recorded is { } position && said is not null && order.PositionOf(said) is var other
            && other != position && other != position + 1)
        {
            problems.Add(
                place,
                InForceSetting,
                $"it says '{said}', and the stack is {At(order, position)} ({by})",
                $"remove it, the outputs say it: pulumi config rm {InForceSetting} --stack {stack}");
        }
    }

    /// <summary>
    /// Reports data that a step back leaves behind: its Docker host has no key of its sessions at the chosen step, as where the changes of
    /// a later one set it.
    /// </summary>
    private static void CheckKeys(SystemSpec system, StepMove move, ProblemList problems, Position place)
    {
        foreach (var data in system.Migration.DataMoves)
        {
            if (MoveSchedule.IsOwn(system, data)
                && MoveSchedule.PositionOf(system.Migration, data.Name) is { } position
                && position > move.To
                && position <= move.From
                && system.Compose.Host(data.FromHost) is { HostKey: null } host)
            {
                problems.Add(
                    place,
                    $"dataMoves[{data.Name}].fromHost",
                    $"'{host.Name}' has no hostKey at this step, and the way back of the data is made over SSH too",
                    $"set hostKey of compose.hosts[{host.Name}] in the system itself instead of the changes of a step");
            }
        }
    }

    private static string TooFar(StepMove move, string where)
    {
        var (chosen, latest) = (move.Order.Steps[move.To].Name, move.Order.Steps[move.Latest].Name);
        return move.IsFirst
            ? $"the stack was never brought up, and begins at '{latest}' at the latest: the steps before '{chosen}' were not made"
            : $"'{chosen}' is {move.To - move.From} steps ahead: the stack is {At(move.Order, move.From)} ({where}), and steps are made "
                + "one at a time";
    }

    private static string Next(string stack, StepMove move)
    {
        var next = move.Order.Steps[move.Latest].Name;
        var gates = (move with { To = move.Latest }).Gates;
        var asked = gates.Count == 0
            ? ""
            : $"; {string.Join(", ", gates.Select(static gate => gate.Name))} must pass before it, and dotnet run --project cli -- gate "
                + $"{stack} --step {next} --dry-run shows what that asks";
        var lost = move.IsFirst
            ? $"; if only its state was lost, say where it is: pulumi config set {InForceSetting} STEP --stack {stack} ({LostState})"
            : "";
        return $"make {(move.IsFirst ? "that one" : "the next one")} first: {Choose(next, stack)}{asked}{lost}";
    }

    private static void CheckOthers(string stack, MigrationProgress progress, StepMove move, ProblemList problems, Position place)
    {
        foreach (var gate in move.Gates)
        {
            var after = move.Order.PositionOf(move.Order.After(gate.Name)?.Name) ?? move.To;
            foreach (var (environment, other) in progress.Others)
            {
                string[] missing =
                [
                    .. gate.Criteria.Where(criterion => criterion.Environment == environment)
                        .Select(static criterion => criterion.Name)
                        .Where(name => other.Gates is { } passed
                            && passed.GetValueOrDefault($"{gate.Name}/{name}") is { } line
                            ? GateEvidence.Read(line) is not { Ok: true }
                            : move.Order.PositionOf(other.Phase) is not { } position || position < after),
                ];
                if (missing.Length > 0)
                {
                    problems.Add(
                        place,
                        Setting,
                        $"'{gate.Name}' stands before '{move.Order.Steps[move.To].Name}' and asks for {string.Join(", ", missing)} in the "
                            + $"environment {environment}, whose stack has not passed it: {Place(move.Order, other)}",
                        Way(stack, environment, move.Order, other, after));
                }
            }
        }
    }

    private static string Place(StepOrder order, OtherProgress other) => other switch
    {
        { Failure: { } failure } => failure,
        _ when order.PositionOf(other.Phase) is { } position => $"{other.Stack} is {At(order, position)}",
        _ => $"{other.Stack} is at '{other.Phase}', which the migration does not have",
    };

    /// <summary>The commands that bring another stack through a gate, and then this one.</summary>
    private static string Way(string stack, string environment, StepOrder order, OtherProgress other, int after)
    {
        if (other.Stack.Length == 0)
        {
            return $"write a Pulumi.<stack>.yaml with {SecretKeys.Project}:environment: {environment}, and bring that stack up step by "
                + "step";
        }

        var position = order.PositionOf(other.Phase) ?? StepOrder.BeforeFirst;
        var goal = order.Steps[after].Name;
        var again = $"then pulumi up --stack {stack}";
        if (position < after)
        {
            var first = order.Steps[position + 1].Name;
            var further = position + 1 == after ? "" : $"then the same with each step up to '{goal}', ";
            return $"bring it there: {Choose(first, other.Stack)}, {further}{again}";
        }

        var before = after == 0
            ? $"pulumi config rm {Setting} --stack {other.Stack}, then pulumi up --stack {other.Stack}"
            : Choose(order.Steps[after - 1].Name, other.Stack);
        return $"it has no evidence of the gate, so let it pass once more: {before}, then the same with '{goal}', {again}";
    }

    private static string At(StepOrder order, int position) =>
        position < 0 ? "before the first step" : $"at '{order.Steps[position].Name}'";

    private static string Choose(string step, string stack) =>
        $"pulumi config set {Setting} {step} --stack {stack}, then pulumi up --stack {stack}";
}
