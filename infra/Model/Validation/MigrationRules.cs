namespace Infra.Model.Validation;

/// <summary>Phases, steps, gates and data moves.</summary>
public static class MigrationRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var migration = context.Spec.Migration;
        var orders = new UniqueWords(context, "order", "order");
        var names = new UniqueWords(context, "name", "name of a phase or step");
        var gates = new List<GateSpec>();
        var steps = new List<StepSpec>();
        foreach (var phase in migration.Phases)
        {
            orders.Add(phase, phase.Order.ToString());
            names.Add(phase, phase.Name);
            gates.AddRange(phase.Gates);
            steps.AddRange(phase.Steps);
        }

        var moves = migration.DataMoves;
        foreach (var step in steps)
        {
            names.Add(step, step.Name);
            if (step.Final && step.Requires.Count == 0)
            {
                context.Error(step, "final", $"there is no way back after '{step.Name}', and it requires no gate", "name the gate that has to pass first in requires");
            }

            foreach (var gate in step.Requires)
            {
                context.Resolve(step, "requires", "gate", gate, gates);
            }

            foreach (var move in step.DataMoves)
            {
                context.Resolve(step, "dataMoves", "data move", move, moves);
            }

            foreach (var changes in step.Environments)
            {
                context.ResolveEnvironment(changes, "name", changes.Name);
            }
        }

        foreach (var gate in gates)
        {
            foreach (var criterion in gate.Criteria)
            {
                CheckCriterion(context, criterion);
            }
        }

        foreach (var move in migration.DataMoves)
        {
            CheckMove(context, move);
        }
    }

    private static void CheckCriterion(ValidationContext context, CriterionSpec criterion)
    {
        if (criterion.Environment is { } environment)
        {
            context.ResolveEnvironment(criterion, "environment", environment);
        }

        var measured = criterion.Check is GateCheck.Failover or GateCheck.ErrorRate or GateCheck.Latency or GateCheck.BackupAge or GateCheck.LogsArriving or GateCheck.Certificates;
        if (measured && criterion.Max is null)
        {
            context.Error(criterion, "check", $"'{criterion.Name}' is measured, but nothing says how much is allowed", "set max");
        }

        if (criterion.Check is GateCheck.Http or GateCheck.WorkloadReady or GateCheck.Rollback or GateCheck.Failover && criterion.Target is { } target)
        {
            context.Resolve(criterion, "target", "app or database", target, [.. context.Spec.Apps, .. context.Spec.Databases.Servers()]);
        }

        if (criterion.Check == GateCheck.DataVerified && criterion.Target is { } moved)
        {
            context.Resolve(criterion, "target", "data move", moved, context.Spec.Migration.DataMoves);
        }
    }

    private static void CheckMove(ValidationContext context, DataMoveSpec move)
    {
        var spec = context.Spec;
        switch (move.Kind)
        {
            case DataKind.Database when move.Database is null:
                context.Error(move, "kind", $"'{move.Name}' moves a database, but does not say which", "set database");
                break;
            case DataKind.Database:
                context.Resolve(move, "to", "database server", move.To, spec.Databases.Servers());
                break;
            case DataKind.Files:
                context.Resolve(move, "to", "volume", move.To, spec.Storage.Volumes);
                break;
            default:
                break;
        }

        foreach (var app in move.StopWrites)
        {
            context.Resolve(move, "stopWrites", "app", app, spec.Apps);
        }

        if (move.Verify.Count == 0)
        {
            context.Error(move, "verify", $"'{move.Name}' is not verified", "verify by rowCounts, checksums or query");
        }
    }
}
