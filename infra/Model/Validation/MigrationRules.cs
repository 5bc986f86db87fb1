namespace Infra.Model.Validation;

/// <summary>Rules of phases, steps, gates and data moves.</summary>
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

            foreach (var criterion in phase.Gates.SelectMany(gate => gate.Criteria))
            {
                CheckTarget(context, criterion);
            }
        }

        foreach (var move in migration.DataMoves)
        {
            CheckMove(context, move);
        }
    }

    private static void CheckTarget(ValidationContext context, CriterionSpec criterion)
    {
        if (criterion.Target is not { } target)
        {
            return;
        }

        if (criterion.Check is GateCheck.Http or GateCheck.WorkloadReady or GateCheck.Rollback or GateCheck.Failover)
        {
            context.Resolve(criterion, "target", "app or database", target, [.. context.Spec.Apps, .. context.Spec.Databases.Servers()]);
        }
        else if (criterion.Check == GateCheck.DataVerified)
        {
            context.Resolve(criterion, "target", "data move", target, context.Spec.Migration.DataMoves);
        }
    }

    private static void CheckMove(ValidationContext context, DataMoveSpec move)
    {
        if (move.Kind == DataKind.Database)
        {
            context.Resolve(move, "to", "database server", move.To, context.Spec.Databases.Servers());
        }
        else if (move.Kind == DataKind.Files)
        {
            context.Resolve(move, "to", "volume", move.To, context.Spec.Storage.Volumes);
        }
    }
}
