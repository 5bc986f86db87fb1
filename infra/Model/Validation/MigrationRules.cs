using Infra.Model.Loading;

namespace Infra.Model.Validation;

/// <summary>Phases, steps, gates and data moves.</summary>
public static class MigrationRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var migration = context.Spec.Migration;
        context.Unique(migration.Phases, phase => phase.Order.ToString(), "order", "order");
        var names = PhaseOrder.Names(migration);
        foreach (var name in names.Where((name, index) => names.Take(index).Contains(name)).Distinct())
        {
            context.Error(migration, "phases", $"two phases or steps are called '{name}'", "names are unique in the migration");
        }

        var gates = migration.Phases.SelectMany(phase => phase.Gates).Select(gate => gate.Name).ToList();
        var moves = migration.DataMoves.Select(move => move.Name).ToList();
        foreach (var step in migration.Phases.SelectMany(phase => phase.Steps))
        {
            foreach (var gate in step.Requires)
            {
                context.Resolve(step, "requires", "gate", gate, gates);
            }

            foreach (var move in step.DataMoves)
            {
                context.Resolve(step, "dataMoves", "data move", move, moves);
            }

            foreach (var changes in step.Environments.Where(_ => context.Environments.Count > 0))
            {
                context.Resolve(changes, "name", "environment", changes.Name, context.Environments);
            }
        }

        CheckFinal(context, migration);
        foreach (var criterion in migration.Phases.SelectMany(phase => phase.Gates).SelectMany(gate => gate.Criteria))
        {
            CheckCriterion(context, criterion);
        }

        foreach (var move in migration.DataMoves)
        {
            CheckMove(context, move);
        }
    }

    private static void CheckFinal(ValidationContext context, MigrationSpec migration)
    {
        var steps = migration.Phases.OrderBy(phase => phase.Order).SelectMany(phase => phase.Steps).ToList();
        foreach (var final in steps.SkipLast(1).Where(step => step.Final && step.Requires.Count == 0 && steps.IndexOf(step) < steps.Count - 1))
        {
            context.Error(final, "final", $"there is no way back after '{final.Name}', and no gate before it", "let it require a gate");
        }
    }

    private static void CheckCriterion(ValidationContext context, CriterionSpec criterion)
    {
        if (criterion.Environment is { } environment && context.Environments.Count > 0)
        {
            context.Resolve(criterion, "environment", "environment", environment, context.Environments);
        }

        var measured = criterion.Check is GateCheck.Failover or GateCheck.ErrorRate or GateCheck.Latency or GateCheck.BackupAge or GateCheck.LogsArriving or GateCheck.Certificates;
        if (measured && criterion.Max is null)
        {
            context.Error(criterion, "check", $"'{criterion.Name}' is measured, but nothing says how much is allowed", "set max");
        }

        if (criterion.Check is GateCheck.Http or GateCheck.WorkloadReady or GateCheck.Rollback or GateCheck.Failover && criterion.Target is { } target)
        {
            context.Resolve(criterion, "target", "app or database", target, [.. context.Spec.Apps.Select(app => app.Name), .. context.Spec.Databases.ServerNames()]);
        }

        if (criterion.Check == GateCheck.DataVerified && criterion.Target is { } moved)
        {
            context.Resolve(criterion, "target", "data move", moved, [.. context.Spec.Migration.DataMoves.Select(move => move.Name)]);
        }
    }

    private static void CheckMove(ValidationContext context, DataMoveSpec move)
    {
        var spec = context.Spec;
        IReadOnlyCollection<string> targets = move.Kind switch
        {
            DataKind.Postgres => [.. spec.Databases.Postgres.Select(server => server.Name)],
            DataKind.Mysql => [.. spec.Databases.Mysql.Select(server => server.Name)],
            DataKind.Files => [.. spec.Storage.Volumes.Select(volume => volume.Name)],
            _ => [move.To],
        };
        context.Resolve(move, "to", move.Kind == DataKind.Files ? "volume" : "database server", move.To, targets);
        foreach (var app in move.StopWrites)
        {
            context.Resolve(move, "stopWrites", "app", app, [.. spec.Apps.Select(known => known.Name)]);
        }

        if (move.Kind is DataKind.Postgres or DataKind.Mysql && move.Database is null)
        {
            context.Error(move, "kind", $"'{move.Name}' moves a database, but does not say which", "set database");
        }

        if (move.Verify.Count == 0)
        {
            context.Error(move, "verify", $"'{move.Name}' is not verified", "verify by rowCounts, checksums or query");
        }
    }
}
