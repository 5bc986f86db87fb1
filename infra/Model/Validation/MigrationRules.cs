namespace Infra.Model.Validation;

/// <summary>Rules of phases, steps, gates and confirmations.</summary>
public static class MigrationRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var migration = context.Spec.Migration;
        var orders = new UniqueWords(context, "order", "order");
        var names = new UniqueWords(context, "name", "name of a phase or step");
        foreach (var phase in migration.Phases)
        {
            orders.Add(phase, phase.Order.ToString());
            names.Add(phase, phase.Name);
            foreach (var step in phase.Steps)
            {
                names.Add(step, step.Name);
                if (step.Final && step.Requires.Count == 0)
                {
                    context.Error(
                        step,
                        "final",
                        "there is no way back after the step, and it requires no gate",
                        "name the gate that has to pass first in requires");
                }
            }

            foreach (var gate in phase.Gates)
            {
                CheckEnvironments(context, gate);
            }
        }

        CheckConfirmations(context);
    }

    /// <summary>Each cluster passes a gate by a run of its own, and would wait for that of the other.</summary>
    private static void CheckEnvironments(ValidationContext context, GateSpec gate)
    {
        var others = context.Spec.Stack.OtherClusters;
        var elsewhere = gate.Criteria.FirstOrDefault(each => each.Environment is { } name && others.ContainsKey(name));
        var here = gate.Criteria.FirstOrDefault(each => each.Environment is { } name && !others.ContainsKey(name));
        if (elsewhere is not null && here is not null)
        {
            context.Error(
                elsewhere,
                "environment",
                $"'{elsewhere.Environment}' has another cluster than '{here.Environment}' of the same gate, and the stacks would wait for "
                    + "each other",
                "write a gate for each cluster");
        }
    }

    private static void CheckConfirmations(ValidationContext context)
    {
        var order = new StepOrder(context.Spec.Migration);
        List<GateSpec> gates = [.. context.Spec.Migration.Phases.SelectMany(phase => phase.Gates)];
        var confirmed = new HashSet<(string, string, string)>();
        foreach (var confirmation in context.Spec.Stack.Confirmations)
        {
            if (!confirmed.Add((confirmation.Gate, confirmation.Criterion, confirmation.Step)))
            {
                context.Error(confirmation, null, "the criterion is confirmed twice for the step", "keep the later confirmation");
            }

            if (gates.Find(gate => gate.Name == confirmation.Gate) is not { } named)
            {
                context.Resolve(confirmation, "gate", "gate", confirmation.Gate, gates);
                continue;
            }

            CheckStep(context, confirmation, order);
            if (named.Criteria.FirstOrDefault(criterion => criterion.Name == confirmation.Criterion) is { } meant)
            {
                CheckForm(context, confirmation, meant.Check);
            }
            else
            {
                context.Resolve(confirmation, "criterion", $"criterion of {named.Name}", confirmation.Criterion, named.Criteria);
            }
        }
    }

    private static void CheckStep(ValidationContext context, ConfirmationSpec confirmation, StepOrder order)
    {
        var after = order.After(confirmation.Gate);
        if (after is null)
        {
            context.Error(
                confirmation, "gate", $"the gate '{confirmation.Gate}' stands before no step", "remove it, nothing asks for it");
        }
        else if (after.Name != confirmation.Step)
        {
            context.Error(
                confirmation,
                "step",
                $"the gate '{confirmation.Gate}' does not stand before '{confirmation.Step}'",
                $"write the step after it: {after.Name}");
        }
    }

    private static void CheckForm(ValidationContext context, ConfirmationSpec confirmation, GateCheck check)
    {
        if (check is not (GateCheck.Confirmed or GateCheck.PolicyClean))
        {
            context.Error(
                confirmation,
                "criterion",
                $"the program itself checks '{confirmation.Criterion}', and no confirmation replaces the check",
                "remove the confirmation");
            return;
        }

        var byPerson = check == GateCheck.Confirmed;
        foreach (var (key, value) in (ReadOnlySpan<(string, string?)>)
            [("by", confirmation.By), ("on", confirmation.On), ("plan", confirmation.Plan)])
        {
            var isWanted = byPerson == (key != "plan");
            if (isWanted && value is null)
            {
                context.Error(
                    confirmation,
                    key,
                    byPerson ? "a person confirms the criterion, and it is missing" : "the checksum of the checked plan is missing",
                    key switch
                    {
                        "by" => "write the name of the person",
                        "on" => "write the day, like 2026-03-01",
                        _ => $"run dotnet run --project cli -- gate {context.Spec.Stack.Name} --step {confirmation.Step}, which prints it",
                    });
            }
            else if (!isWanted && value is not null)
            {
                context.Error(
                    confirmation,
                    key,
                    byPerson ? "a person confirms the criterion, no plan" : "the plan is confirmed, by no person",
                    "remove the setting");
            }
        }
    }
}
