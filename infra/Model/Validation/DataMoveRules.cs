using Infra.Model.Loading;

namespace Infra.Model.Validation;

/// <summary>Rules of data moves: their source, their target, their step, and who writes to the source.</summary>
public static class DataMoveRules
{
    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var migration = context.Spec.Migration;
        var reached = new StepOrder(migration).PositionOf(context.Spec.Stack.Phase);
        foreach (var move in migration.DataMoves)
        {
            CheckPlace(context, move);
            CheckMethods(context, move);
            CheckOwner(context, move);
            var position = CheckStep(context, move);
            if (MoveSchedule.IsOwn(context.Spec, move))
            {
                CheckTarget(context, move, isDue: position <= reached);
                CheckSource(context, move, isDue: position <= reached, isPast: position < reached);
            }
        }
    }

    private static void CheckPlace(ValidationContext context, DataMoveSpec move)
    {
        if (move.Environment is null && context.Environments() is { Count: > 1 } environments)
        {
            context.Error(
                move,
                "environment",
                "the system has several environments, and only one of their stacks may move the data",
                $"set environment to one of {string.Join(", ", environments)}");
        }
    }

    private static int? CheckStep(ValidationContext context, DataMoveSpec move)
    {
        var steps = MoveSchedule.StepsOf(context.Spec.Migration, move.Name);
        if (steps.Count == 0)
        {
            context.Warn(move, "name", "no step names the data move", "name it in dataMoves of the step at which the data is moved");
            return null;
        }

        if (steps.Count > 1)
        {
            context.Error(
                move,
                "name",
                $"the steps {string.Join(" and ", steps.Select(static step => $"'{step.Name}'"))} name the data move, "
                    + "which is made once",
                "name it in dataMoves of one step");
        }

        return MoveSchedule.PositionOf(context.Spec.Migration, move.Name);
    }

    private static void CheckMethods(ValidationContext context, DataMoveSpec move)
    {
        DataCheck[] known = move.Kind switch
        {
            DataKind.Database => [DataCheck.RowCounts, DataCheck.Checksums],
            DataKind.Files => [DataCheck.Checksums],
            DataKind.PocketBase => [DataCheck.RowCounts, DataCheck.Checksums],
            DataKind.Meilisearch => [DataCheck.RowCounts, DataCheck.Checksums, DataCheck.Query],
            DataKind.Loki => [DataCheck.Query, DataCheck.Checksums],
            _ => [DataCheck.RowCounts, DataCheck.Checksums, DataCheck.Query],
        };
        foreach (var method in move.Verify)
        {
            if (!known.Contains(method))
            {
                context.Error(
                    move,
                    "verify",
                    $"a move of kind {Word(move.Kind)} is not verified by {Word(method)}",
                    $"write {string.Join(" or ", known.Select(static each => Word(each)))}");
            }
        }
    }

    private static void CheckOwner(ValidationContext context, DataMoveSpec move)
    {
        if (move.Owner is not null && !IsOfVolume(move.Kind))
        {
            context.Error(move, "owner", $"nothing reads it for the kind {Word(move.Kind)}", "remove it");
        }
    }

    private static void CheckTarget(ValidationContext context, DataMoveSpec move, bool isDue)
    {
        if (move.Kind == DataKind.Database)
        {
            CheckDatabase(context, move, isDue);
        }
        else if (IsOfVolume(move.Kind))
        {
            CheckVolume(context, move, isDue);
        }
        else
        {
            var name = Word(move.Kind);
            if (move.To != name)
            {
                context.Error(move, "to", $"a move of kind {name} has one target", $"write {name}");
            }
            else if (isDue && !RunsOnCluster(context.Spec.Observability, move.Kind))
            {
                context.Error(
                    move,
                    "to",
                    $"observability.{name} does not run on the cluster at the step of the move",
                    $"describe observability.{name} with runsOn: k3s in the changes of the step, or name the move at a later one");
            }
        }
    }

    private static void CheckDatabase(ValidationContext context, DataMoveSpec move, bool isDue)
    {
        var servers = context.Spec.Databases.Servers();
        if (context.Spec.Databases.Server(move.To) is not { } server)
        {
            context.Resolve(move, "to", "database server", move.To, servers);
            return;
        }

        if (move.Database is { } database)
        {
            context.Resolve(move, "database", $"database on '{server.Name}'", database, server.Databases);
        }

        if (isDue && !DatabasePlacement.IsOnCluster(server))
        {
            context.Error(
                move,
                "to",
                $"'{server.Name}' does not run on the cluster at the step of the move",
                "write runsOn: both for it in the changes of that step or an earlier one");
        }
    }

    private static void CheckVolume(ValidationContext context, DataMoveSpec move, bool isDue)
    {
        if (ValidationContext.Find(context.Spec.Storage.Volumes, move.To) is not VolumeSpec volume)
        {
            context.Resolve(move, "to", "volume", move.To, context.Spec.Storage.Volumes);
            return;
        }

        if (ValidationContext.Find(context.Spec.Apps, volume.Owner) is not AppSpec owner)
        {
            context.Error(
                move, "to", $"'{volume.Name}' belongs to the database server '{volume.Owner}'", "move its databases: kind: database");
        }
        else if (VolumeClaims.OwnerOf(context.Spec, volume) is null && owner.Replicas > 1)
        {
            context.Error(
                move,
                "to",
                $"each of the {owner.Replicas} pods of '{owner.Name}' has a volume '{volume.Name}' of its own",
                "name a shared volume");
        }
        else if (isDue && !owner.OnCluster())
        {
            context.Error(
                move,
                "to",
                $"'{owner.Name}', the owner of '{volume.Name}', does not run on the cluster at the step of the move",
                "write runsOn: both for it in the changes of that step or an earlier one");
        }
    }

    private static void CheckSource(ValidationContext context, DataMoveSpec move, bool isDue, bool isPast)
    {
        if (context.Spec.Compose.Host(move.FromHost) is not { } host)
        {
            // A later step may have removed the host.
            if (!isPast)
            {
                context.Resolve(move, "fromHost", "Docker host", move.FromHost, context.Spec.Compose.Hosts);
            }

            return;
        }

        if (isDue && host.HostKey is null)
        {
            context.Error(
                move,
                "fromHost",
                $"'{host.Name}' has no hostKey, and the data is copied over SSH",
                $"set hostKey of compose.hosts[{host.Name}] to the line of `ssh-keyscan -t ed25519 {host.Address}` without the address");
        }

        var isPath = move.From.StartsWith('/');
        if (isPath && !IsOfVolume(move.Kind))
        {
            context.Error(
                move,
                "from",
                $"a move of kind {Word(move.Kind)} has no folder as its source",
                "name the app or server, its container, or project/service");
        }
        else if (IsOfVolume(move.Kind) && !isPath && move.From.Contains('/', StringComparison.Ordinal))
        {
            context.Error(
                move, "from", "a folder begins with /, and a name of a volume has none", "write the folder from the root, or the volume");
        }

        foreach (var name in isPast ? [] : move.StopWrites)
        {
            CheckWriter(context, move, name);
        }
    }

    private static void CheckWriter(ValidationContext context, DataMoveSpec move, string name)
    {
        if (ValidationContext.Find(context.Spec.Apps, name) is not AppSpec app)
        {
            return;
        }

        if (app.Compose is not { } compose)
        {
            context.Error(
                move,
                "stopWrites",
                $"'{name}' is not described in Docker Compose, so nothing is known that stops it",
                $"describe apps[{name}].compose with host: {move.FromHost}");
        }
        else if (compose.Host != move.FromHost)
        {
            context.Error(
                move,
                "stopWrites",
                $"'{name}' is on the Docker host '{compose.Host}', and the data on '{move.FromHost}'",
                "name apps of the same host, or move the data in two moves");
        }
    }

    private static bool RunsOnCluster(ObservabilitySpec observability, DataKind kind)
    {
        var runsOn = kind == DataKind.Loki ? observability.Loki?.RunsOn : observability.Grafana?.RunsOn;
        return runsOn is Placement.K3s or Placement.Both;
    }

    private static bool IsOfVolume(DataKind kind) => kind is DataKind.Files or DataKind.PocketBase or DataKind.Meilisearch;

    private static string Word<T>(T value)
        where T : struct, Enum => ValueForm.Key(value.ToString());
}
