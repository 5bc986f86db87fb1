using System.Globalization;

namespace Infra.Model.Validation;

/// <summary>Rules of PostgreSQL clusters and of CloudNativePG, which runs them.</summary>
public static class PostgresRules
{
    // Oldest version that CloudNativePG 1.30, the installed version, supports by its table of supported releases.
    private const int OldestPostgres = 14;
    private const int NewestPostgres = 18;

    // Defaults of PostgreSQL and of CloudNativePG.
    private const int DefaultConnections = 100;
    private const int SuperuserConnections = 3;

    // The log's parameters are at least 256 MB each way: between checkpoints, thrice with a late one, and kept for a replica.
    private const long LeastLogVolume = 1024;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var server in context.Spec.Databases.Postgres)
        {
            CheckInstances(context, server);
            CheckPooler(context, server);
            CheckImage(context, server);
            CheckParameters(context, server);
            CheckRelations(context, server);
            CheckLog(context, server);
            CheckArchive(context, server);
            CheckRecovery(context, server);
            CheckFailover(context, server);
            foreach (var database in server.Databases)
            {
                CheckExtensions(context, database);
            }
        }
    }

    private static void CheckInstances(ValidationContext context, PostgresSpec server)
    {
        if (server.SynchronousReplicas >= server.Instances && server.SynchronousReplicas > 0)
        {
            context.Error(
                server,
                "synchronousReplicas",
                $"{server.SynchronousReplicas} synchronous replicas of {server.Instances} instances",
                "at most one less than instances, or nothing can be written");
        }
    }

    /// <summary>Checks the pooler's name: CloudNativePG refuses a pooler with the name of a cluster.</summary>
    private static void CheckPooler(ValidationContext context, PostgresSpec pooled)
    {
        if (pooled.Pooler is null)
        {
            return;
        }

        foreach (var server in context.Spec.Databases.Postgres)
        {
            if (server.Name == $"{pooled.Name}-pooler")
            {
                context.Error(server, "name", $"'{server.Name}' is the name of the pooler of '{pooled.Name}'", "choose another name");
            }
        }
    }

    /// <summary>Checks the image's tag, from which CloudNativePG reads PostgreSQL's major version.</summary>
    private static void CheckImage(ValidationContext context, PostgresSpec server)
    {
        if (EngineImages.IsOfAnother(server.Image, PostgresSpec.ImageNames))
        {
            context.Error(server, "image", $"'{server.Image}' is no image of PostgreSQL", "name one with PostgreSQL's major version first");
            return;
        }

        if (ImageReference.Parse(server.Image) is not { Tag: { Length: > 0 } tag })
        {
            if (ImageReference.Parse(server.Image).Digest is not null)
            {
                context.Error(
                    server,
                    "image",
                    $"'{server.Image}' has no tag",
                    "CloudNativePG reads PostgreSQL's major version there, e.g. 15-cjk, and takes a digest after it");
            }

            return;
        }

        if (PostgresSpec.MajorOf(server.Image) is not { } version)
        {
            context.Error(
                server,
                "image",
                $"the tag '{tag}' does not begin with PostgreSQL's major version",
                "CloudNativePG reads it there, e.g. 15-cjk");
        }
        else if (int.Parse(version, CultureInfo.InvariantCulture) is var major and (< OldestPostgres or > NewestPostgres))
        {
            context.Error(
                server,
                "image",
                $"the tag '{tag}' begins with {major}, which CloudNativePG takes for PostgreSQL's major version",
                $"it supports {OldestPostgres} to {NewestPostgres}");
        }
    }

    private static void CheckExtensions(ValidationContext context, DatabaseSpec database)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var extension in database.Extensions)
        {
            if (!seen.Add(extension))
            {
                context.Error(database, "extensions", $"'{extension}' is listed twice, which CloudNativePG refuses", "leave one out");
            }
        }
    }

    private static void CheckParameters(ValidationContext context, PostgresSpec server)
    {
        foreach (var (name, value) in server.Parameters)
        {
            if (PostgresParameters.IsFixed(name))
            {
                context.Error(
                    server,
                    "parameters",
                    $"'{name}' of '{server.Name}' is set by CloudNativePG, which refuses it in a description",
                    "leave it out");
            }
            else if (PostgresParameters.Misspelt(name) is { } meant)
            {
                context.Error(
                    server, "parameters", $"'{name}' of '{server.Name}' is no parameter of PostgreSQL", $"did you mean '{meant}'?");
            }
            else if (PostgresParameters.Spelling(name) is { } spelling
                && spelling != name && name.Any(char.IsAsciiLetterUpper))
            {
                context.Error(
                    server,
                    "parameters",
                    $"'{name}' of '{server.Name}' is in capitals, and the derived '{spelling}' beside it takes precedence",
                    $"write {spelling}");
            }
            else if (PostgresParameters.Harm(name, value) is { } harm)
            {
                context.Error(server, "parameters", $"'{name}: {value}' of '{server.Name}' {harm}", "leave it out");
            }
            else if (PostgresParameters.Expected(name, value) is { } expected)
            {
                context.Error(
                    server, "parameters", $"'{value}' is no value of '{name}' of '{server.Name}'", $"PostgreSQL reads {expected}");
            }
        }
    }

    /// <summary>Checks parameters against each other and against the server's other settings.</summary>
    private static void CheckRelations(ValidationContext context, PostgresSpec server)
    {
        CheckSizes(context, server);
        CheckMemory(context, server);
        var connections = Number(server, PostgresParameters.Connections, DefaultConnections);
        var reserved = Number(server, "superuser_reserved_connections", SuperuserConnections) + Number(server, "reserved_connections", 0);
        if (connections > 0 && reserved >= connections)
        {
            context.Error(
                server,
                "parameters",
                $"'{server.Name}' reserves {reserved} of its {connections} connections, and leaves none for a database's own role",
                $"set max_connections to {reserved + 1} at least");
        }
        else if (connections > 0 && server.Pooler is { } pooler && pooler.PoolSize > connections - reserved)
        {
            context.Error(
                pooler,
                "poolSize",
                $"the pooler of '{server.Name}' opens up to {pooler.PoolSize} connections for a database, and the server takes "
                    + $"{connections - reserved}",
                $"write {connections - reserved} at most, or raise max_connections");
        }

        if (server.SynchronousReplicas > 0
            && server.Parameters.TryGetValue(PostgresParameters.SynchronousCommit, out var commit)
            && PostgresParameters.IgnoresReplicas(commit))
        {
            context.Error(
                server,
                "parameters",
                $"'synchronous_commit: {commit}' of '{server.Name}' confirms a commit before any replica has it, and synchronousReplicas "
                    + $"asks for {server.SynchronousReplicas}",
                "leave it out, or set synchronousReplicas: 0");
        }

        foreach (var name in (IEnumerable<string>)["max_wal_senders", "max_replication_slots"])
        {
            if (Number(server, name, int.MaxValue) is > 0 and var number && number < server.Instances)
            {
                context.Error(
                    server,
                    "parameters",
                    $"'{name}: {number}' of '{server.Name}' is too little for {server.Instances} instances",
                    $"write {server.Instances} at least: one for each replica, and one to create a replica with; or leave it out");
            }
        }

        if (server.Instances > 1
            && server.Parameters.TryGetValue("wal_log_hints", out var hints) && PostgresParameters.IsOff(hints.Trim()))
        {
            context.Error(
                server,
                "parameters",
                $"'wal_log_hints: {hints}' of '{server.Name}' is refused by CloudNativePG for more than one instance",
                "leave it out: a former primary rejoins with it");
        }
    }

    /// <summary>Checks the notation of the sizes that CloudNativePG reads beside PostgreSQL.</summary>
    private static void CheckSizes(ValidationContext context, PostgresSpec server)
    {
        foreach (var name in (IEnumerable<string>)[PostgresMemory.SharedBuffers, PostgresLog.MinSize, PostgresLog.MaxSize])
        {
            if (server.Parameters.TryGetValue(name, out var value)
                && PostgresParameters.Expected(name, value) is null && PostgresMemory.OperatorsMegabytes(value) is null)
            {
                context.Error(
                    server, "parameters", $"'{value}' is no value of '{name}' of '{server.Name}'", "CloudNativePG reads a size like 512MB");
            }
        }
    }

    private static void CheckMemory(ValidationContext context, PostgresSpec server)
    {
        if (server.Parameters.TryGetValue(PostgresMemory.SharedBuffers, out var buffers)
            && PostgresMemory.OperatorsMegabytes(buffers) is { } megabytes
            && megabytes > PostgresMemory.Megabytes(server.Resources.RequestMemory))
        {
            var read = PostgresMemory.Megabytes(buffers) is null ? $" without a unit, which CloudNativePG reads as {megabytes}MB" : "";
            context.Error(
                server,
                "parameters",
                $"shared_buffers of '{server.Name}' are {buffers}{read}, "
                    + $"and an instance asks for {server.Resources.RequestMemory} of memory",
                "CloudNativePG refuses that: raise resources.requestMemory to them, or lower them");
        }
    }

    /// <summary>Checks that the write-ahead log fits its volume, and its parameters each other.</summary>
    private static void CheckLog(ValidationContext context, PostgresSpec server)
    {
        if (!DatabasePlacement.Makes(context.Spec, server)
            || context.Spec.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is not { } data)
        {
            return;
        }

        var volume = server.WalSize ?? data.Size;
        if (PostgresMemory.Megabytes(volume) < LeastLogVolume)
        {
            context.Error(
                server.WalSize is null ? data : server,
                server.WalSize is null ? "size" : "walSize",
                $"{volume} do not hold the write-ahead log of '{server.Name}'",
                "write 1Gi at least: the log between two checkpoints, and what an absent replica needs");
            return;
        }

        var (least, most) = (PostgresLog.Min(server, data.Size), PostgresLog.Max(server, data.Size));
        if (least < PostgresLog.TwoSegments || most < PostgresLog.TwoSegments)
        {
            Wrong(
                $"{(least < PostgresLog.TwoSegments ? PostgresLog.MinSize : PostgresLog.MaxSize)} of '{server.Name}' is less than two "
                    + "segments of the write-ahead log",
                $"write {PostgresLog.TwoSegments}MB at least");
        }
        else if (least >= most)
        {
            Wrong(
                $"min_wal_size of '{server.Name}' is {least}MB, and max_wal_size {most}MB",
                "CloudNativePG refuses that: make max_wal_size the larger one");
        }
        else if (Largest(server, most) is var (name, size) && size >= PostgresMemory.Megabytes(volume))
        {
            var place = server.WalSize is null ? $"the size of '{data.Name}'" : "walSize";
            Wrong(
                $"{name} of '{server.Name}' is {size}MB, and the volume of its write-ahead log {volume}",
                $"lower it, or raise {place}: a full volume stops the server");
        }

        void Wrong(string wrong, string right) => context.Error(server, "parameters", wrong, right);
    }

    private static (string Name, long Size) Largest(PostgresSpec server, long most)
    {
        var kept = Number(server, PostgresLog.KeepSize, 0);
        return kept > most ? (PostgresLog.KeepSize, kept) : (PostgresLog.MaxSize, most);
    }

    /// <summary>A parameter's number in its own unit; the default also where its value is none, which is reported elsewhere.</summary>
    private static long Number(PostgresSpec server, string name, long otherwise) =>
        server.Parameters.TryGetValue(name, out var value) && PostgresParameters.NumberOf(name, value) is { } number
            ? (long)number
            : otherwise;

    private static void CheckArchive(ValidationContext context, PostgresSpec server)
    {
        if (server.Archive is not null && context.OwnsCluster
            && context.Spec.Ingress.Tls.Mode != TlsMode.CertManager && DatabasePlacement.IsOnCluster(server))
        {
            context.Error(
                server,
                "archive",
                $"the plugin that archives '{server.Name}' gets its certificates from cert-manager, and there is none",
                "set ingress.tls.mode: certManager, or leave archive out");
        }
    }

    private static void CheckRecovery(ValidationContext context, PostgresSpec server)
    {
        if (server.RecoverFrom is not { } recovery)
        {
            return;
        }

        if (server.Archive is null)
        {
            context.Error(
                server,
                "recoverFrom",
                $"'{server.Name}' has no archive to read '{recovery.Source}' from",
                "describe archive with the location that holds it");
        }
    }

    /// <summary>Checks that a replica on another node can take over from a silent node within the described time.</summary>
    private static void CheckFailover(ValidationContext context, PostgresSpec server)
    {
        var gracePeriod = context.Spec.Cluster.K3s.NodeGracePeriod;
        var silent = FailoverTime.SilentNodeSeconds(server.Failover, gracePeriod);
        if (!context.OwnsCluster || server.Instances < 2 || context.Spec.Cluster.Nodes.Count < 2 || server.Failover.Seconds >= silent)
        {
            return;
        }

        var longest = server.Failover.Seconds - FailoverTime.PromotionSeconds - NodeSilence.MonitorSeconds;
        var shorter = longest >= NodeSilence.LeastSeconds ? $"set cluster.k3s.nodeGracePeriod: {longest}s at most, or " : "";
        context.Warn(
            server,
            "failover",
            $"'{server.Name}' is to fail over in {server.Failover}, and from a node that goes silent it takes {silent}s: " +
            $"{gracePeriod} of grace, {NodeSilence.MonitorSeconds}s until that is noticed, {FailoverTime.PromotionSeconds}s of promotion",
            $"{shorter}set failover: {silent}s");
    }
}
