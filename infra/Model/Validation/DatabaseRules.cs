namespace Infra.Model.Validation;

/// <summary>Database servers, their volumes and dumps.</summary>
public static class DatabaseRules
{
    /// <summary>Longest name of a cluster of the MySQL operator (its reference, metadata.name).</summary>
    private const int MySqlNameLimit = 22;

    /// <summary>Longest name of a MySQL user.</summary>
    private const int MySqlUserLimit = 32;

    /// <summary>Longest name of a StatefulSet.</summary>
    private const int RedisNameLimit = 52;

    // What CloudNativePG 1.30, which is installed, is made and tested for (its table of supported releases).
    private const int OldestKubernetes = 34;
    private const int NewestKubernetes = 36;
    private const int OldestPostgres = 14;
    private const int NewestPostgres = 18;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        var databases = context.Spec.Databases;
        context.Unique(databases.Servers(), "database server");
        CheckPoolers(context, databases);
        CheckOperator(context);
        foreach (var server in databases.Postgres)
        {
            CheckPostgres(context, server);
        }

        foreach (var server in databases.Mysql)
        {
            CheckMySql(context, server);
        }

        foreach (var server in databases.Redis)
        {
            CheckRedis(context, server);
        }

        var places = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dump in databases.Dumps)
        {
            CheckDump(context, dump, places);
        }
    }

    /// <summary>Whether that many members can elect a primary after losing one, or make do without any.</summary>
    public static bool CanElect(int members) => members == 1 || (members >= 3 && members % 2 == 1);

    /// <summary>A pooler has a deployment and a service of its name, and its operator refuses it beside a server of that name.</summary>
    private static void CheckPoolers(ValidationContext context, DatabasesSpec databases)
    {
        foreach (var pooled in databases.Postgres)
        {
            if (pooled.Pooler is null)
            {
                continue;
            }

            foreach (var server in databases.Servers())
            {
                if (server.Name == $"{pooled.Name}-pooler")
                {
                    context.Error(server, "name", $"'{server.Name}' is the name of the pooler before '{pooled.Name}'", "choose another");
                }
            }
        }
    }

    private static void CheckOperator(ValidationContext context)
    {
        var k3s = context.Spec.Cluster.K3s;
        if (context.OwnsCluster && K3sVersion.TryParse(k3s.Version) is { Major: 1, Minor: < OldestKubernetes or > NewestKubernetes } && DatabasePlacement.Postgres(context.Spec).Count > 0)
        {
            context.Error(
                k3s,
                "version",
                $"the operator of PostgreSQL knows Kubernetes 1.{OldestKubernetes} to 1.{NewestKubernetes}, and this is {k3s.Version}",
                "name a k3s of those, or first raise the operator (CloudNativePgVersions) and the figures of this rule with it");
        }
    }

    private static void CheckPostgres(ValidationContext context, PostgresSpec server)
    {
        context.Resolve(server, "volume", "volume", server.Volume, context.Spec.Storage.Volumes);
        context.Resolve(server, "namespace", "namespace", server.Namespace, context.Spec.Namespaces);
        if (server.Instances < 1)
        {
            context.Error(server, "instances", $"'{server.Name}' has {server.Instances} instances", "at least 1; 3 fail over and keep a replica");
        }
        else if (server.SynchronousReplicas >= server.Instances && server.SynchronousReplicas > 0)
        {
            context.Error(server, "synchronousReplicas", $"{server.SynchronousReplicas} synchronous replicas of {server.Instances} instances", "at most one less than instances, or nothing can be written");
        }

        if (ImageReference.Parse(server.Image) is { Tag: { Length: > 0 } tag })
        {
            CheckMajor(context, server, tag);
        }

        if (server.Parameters.TryGetValue(PostgresMemory.SharedBuffers, out var buffers) && PostgresMemory.Megabytes(buffers) > PostgresMemory.Megabytes(server.Resources.RequestMemory))
        {
            context.Error(server, "parameters", $"shared_buffers of '{server.Name}' are {buffers}, and an instance asks for {server.Resources.RequestMemory} of memory", "CloudNativePG refuses that: raise resources.requestMemory to them, or lower them");
        }

        CheckRecovery(context, server);
        CheckFailover(context, server);
        CheckEnvironments(context, server.Databases);
        CheckSpread(context, server, server.Name, server.SpreadRequired, server.Instances, server.NodeLabels);
    }

    private static void CheckMajor(ValidationContext context, PostgresSpec server, string tag)
    {
        var (major, digits) = (0, 0);
        // Three digits are enough to tell that it is too new.
        while (digits < Math.Min(tag.Length, 3) && char.IsAsciiDigit(tag[digits]))
        {
            major = (major * 10) + (tag[digits++] - '0');
        }

        if (digits == 0)
        {
            context.Error(server, "image", $"the tag '{tag}' does not begin with PostgreSQL's major version", "CloudNativePG reads it there, like 15-cjk");
        }
        else if (major is < OldestPostgres or > NewestPostgres)
        {
            context.Error(server, "image", $"the tag '{tag}' begins with {major}, which its operator takes for PostgreSQL's major version", $"it knows {OldestPostgres} to {NewestPostgres}");
        }
    }

    private static void CheckEnvironments(ValidationContext context, IReadOnlyList<DatabaseSpec> databases)
    {
        foreach (var database in databases)
        {
            if (database.Environment is { } environment)
            {
                context.ResolveEnvironment(database, "environment", environment);
            }
        }
    }

    /// <summary>Where a replica is on another node, a lost node must not take longer than described either.</summary>
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
            $"'{server.Name}' is to fail over in {server.Failover}, and from a node that goes silent it takes {silent}s: {gracePeriod} of grace, {NodeSilence.MonitorSeconds}s until that is noticed, {FailoverTime.PromotionSeconds}s of promotion",
            $"{shorter}set failover: {silent}s");
    }

    private static void CheckRecovery(ValidationContext context, PostgresSpec server)
    {
        if (server.Archive is not null && context.OwnsCluster && context.Spec.Ingress.Tls.Mode != TlsMode.CertManager && DatabasePlacement.IsOnCluster(context.Spec, server.Name))
        {
            context.Error(server, "archive", $"the plugin that archives '{server.Name}' gets its certificates from cert-manager, and there is none", "set ingress.tls.mode: certManager, or leave archive out");
        }

        if (server.RecoverFrom is not { } recovery)
        {
            return;
        }

        if (server.Archive is null)
        {
            context.Error(server, "recoverFrom", $"'{server.Name}' has no archive to read '{recovery.Source}' from", "describe archive with the location that holds it");
        }

        if (recovery.TargetTime is { } time && !(time.Contains('T', StringComparison.Ordinal) && (time.EndsWith('Z') || time.LastIndexOfAny(['+', '-']) > time.IndexOf('T', StringComparison.Ordinal))
            && DateTimeOffset.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out _)))
        {
            context.Error(recovery, "targetTime", $"'{time}' is no moment with a zone", "write it like 2026-03-01T12:30:00Z");
        }
    }

    private static void CheckMySql(ValidationContext context, MySqlSpec server)
    {
        context.Resolve(server, "volume", "volume", server.Volume, context.Spec.Storage.Volumes);
        context.Resolve(server, "namespace", "namespace", server.Namespace, context.Spec.Namespaces);
        if (!CanElect(server.Instances))
        {
            context.Error(server, "instances", $"'{server.Name}' has {server.Instances} members", "1 without failover, or an odd number from 3");
        }

        if (server.Name.Length > MySqlNameLimit)
        {
            context.Error(server, "name", $"'{server.Name}' has {server.Name.Length} characters", $"a MySQL cluster's name has at most {MySqlNameLimit}: the operator makes others from it");
        }

        if (!ImageReference.Parse(server.Image).Repository.EndsWith("percona-xtradb-cluster", StringComparison.Ordinal))
        {
            context.Error(server, "image", $"'{server.Image}' is no image that the operator of MySQL can run", "percona/percona-xtradb-cluster, or a copy of it under the same name");
        }

        if (server.Archive is { BaseBackup.RunsPerDay: null } archive)
        {
            context.Error(archive, "baseBackup", $"'{archive.BaseBackup}' is not the same every day", "at least one backup a day: how far back recovery reaches is counted in backups");
        }

        CheckEnvironments(context, server.Databases);
        foreach (var database in server.Databases)
        {
            CheckMySqlName(context, database, "name", database.Name, 64);
            CheckMySqlName(context, database, "owner", database.Owner ?? database.Name, MySqlUserLimit);
        }

        var places = CheckSpread(context, server, server.Name, server.SpreadRequired, server.Instances, server.NodeLabels, server.OnControlPlane);
        if (context.OwnsCluster && server.Instances > 1 && places is (1 or 2))
        {
            context.Warn(server, "nodeLabels", $"{server.Instances} members of '{server.Name}' share {places} nodes: the loss of one may take the majority, and nothing is written until it is back", "let a third node take one: another label, or onControlPlane: true");
        }
    }

    private static void CheckRedis(ValidationContext context, RedisSpec server)
    {
        if (server.Volume is { } volume)
        {
            context.Resolve(server, "volume", "volume", volume, context.Spec.Storage.Volumes);
        }

        if (server.Namespace is { } space)
        {
            context.Resolve(server, "namespace", "namespace", space, context.Spec.Namespaces);
        }

        if (server.Name.Length > RedisNameLimit)
        {
            context.Error(server, "name", $"'{server.Name}' has {server.Name.Length} characters", $"a Redis instance's name has at most {RedisNameLimit}, as a StatefulSet's");
        }
    }

    private static void CheckMySqlName(ValidationContext context, DatabaseSpec database, string key, string name, int limit)
    {
        var plain = name.Length > 0 && name.Length <= limit;
        foreach (var character in name)
        {
            plain &= char.IsAsciiLetterOrDigit(character) || character == '_';
        }

        if (!plain)
        {
            context.Error(database, key, $"'{name}' is no name of a MySQL {(key == "name" ? "database" : "user")}", $"letters, digits and underscores, at most {limit}");
        }
    }

    /// <summary>Gives the number of nodes that take its pods.</summary>
    private static int CheckSpread(ValidationContext context, object server, string name, bool required, int instances, IReadOnlyDictionary<string, string> labels, bool controlPlane = false)
    {
        var nodes = 0;
        foreach (var node in context.Spec.Cluster.Nodes)
        {
            nodes += node.Takes(labels, controlPlane) ? 1 : 0;
        }

        if (nodes == 0)
        {
            context.Error(server, "nodeLabels", $"no node that takes apps and databases has the labels '{name}' asks for", "label a node, or leave nodeLabels out");
        }
        else if (required && nodes < instances)
        {
            context.Error(server, "spreadRequired", $"{instances} instances of '{name}' on different nodes, and {nodes} nodes take them", "label more nodes, or set spreadRequired: false");
        }

        return nodes;
    }

    private static void CheckDump(ValidationContext context, DumpSpec dump, HashSet<string> places)
    {
        var databases = context.Spec.Databases;
        if (!places.Add($"{dump.Destination.TrimEnd('/')} {dump.Server}"))
        {
            context.Error(dump, "destination", $"two dumps of '{dump.Server}' write to '{dump.Destination}'", "name another place, or put their databases into one: each removes the other's old dumps");
        }

        if (databases.Redis.Any(server => server.Name == dump.Server))
        {
            context.Error(dump, "server", $"'{dump.Server}' is a Redis instance, which has no dump", "leave it out: what it keeps is on its volume");
        }

        if (!context.OwnsCluster && DatabasePlacement.Dumps(context.Spec).Contains(dump))
        {
            context.Error(dump, "server", $"the jobs of '{dump.Name}' would run beside '{dump.Server}', in a namespace of the cluster's owner", "leave it out here (dumps: []), and describe it where the cluster is");
        }

        if (dump.EncryptFor.Count > 0 && dump.Tools == DumpSpec.RcloneImage)
        {
            context.Error(dump, "tools", $"'{dump.Tools}' has no age to encrypt '{dump.Name}' with", "name an image with rclone and age (docs/backups.md)");
        }

        if (dump is { EncryptFor.Count: > 0, Identity: null, RestoreTest: not null })
        {
            context.Warn(dump, "identity", $"the restore test of '{dump.Name}' cannot open what is encrypted", "name a declared secret with an identity, or set restoreTest: null");
        }

        if (dump.KeepLeast < 1)
        {
            context.Error(dump, "keepLeast", $"{dump.KeepLeast} dumps stay", "at least 1: the last good one is never removed");
        }

        context.Resolve(dump, "server", "database server", dump.Server, databases.Servers());
        var known = databases.DatabasesOn(dump.Server);
        foreach (var database in dump.Databases)
        {
            context.Resolve(dump, "databases", $"database on '{dump.Server}'", database, known);
        }

        if (dump.Destination.IndexOf(':', StringComparison.Ordinal) < 1)
        {
            context.Error(dump, "destination", $"'{dump.Destination}' is no place rclone knows", "write it like b2:bucket/folder/");
        }

        if (dump.Name.Length > 52)
        {
            context.Error(dump, "name", $"'{dump.Name}' has {dump.Name.Length} characters", "a CronJob's name has at most 52");
        }
    }
}
