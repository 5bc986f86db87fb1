namespace Infra.Model.Validation;

/// <summary>Rules of MySQL clusters and of the Percona Operator for XtraDB Cluster, which runs them.</summary>
public static class MySqlRules
{
    private const int DatabaseNameLimit = 64;
    private const int UserNameLimit = 32;

    // Galera's file of changes has 512 MiB (MySqlConfiguration) and InnoDB's redo log 100 MiB; system tables and binary logs take the rest.
    private const long LeastVolume = 1L << 30;

    /// <summary>Checks the rules.</summary>
    public static void Check(ValidationContext context)
    {
        foreach (var server in context.Spec.Databases.Mysql)
        {
            CheckMembers(context, server);
            CheckServer(context, server);
            foreach (var database in server.Databases)
            {
                CheckUnread(context, database);
                CheckName(context, database, "name", database.Name, "database", DatabaseNameLimit);
                CheckName(context, database, "owner", database.User, "user", UserNameLimit);
            }

            CheckVolume(context, server);
        }
    }

    private static void CheckMembers(ValidationContext context, MySqlSpec server)
    {
        var nodes = context.Spec.Cluster.NodesFor(server.NodeLabels, server.OnControlPlane).Count;
        if (context.OwnsCluster && server.Instances > 1 && nodes is (1 or 2))
        {
            context.Warn(
                server,
                "nodeLabels",
                $"{server.Instances} members of '{server.Name}' share {nodes} nodes: the loss of one may take the majority, and nothing " +
                "is written until it is back",
                "let a third node take a member: another label, or onControlPlane: true");
        }
    }

    private static void CheckVolume(ValidationContext context, MySqlSpec server)
    {
        if (context.Spec.Storage.Volumes.FirstOrDefault(volume => volume.Name == server.Volume) is { Size.Value: < LeastVolume } volume)
        {
            context.Error(
                volume,
                "size",
                $"{volume.Size} is less than '{server.Name}' begins with: Galera alone keeps 512Mi of changes in a file",
                "1Gi or more");
        }
    }

    private static void CheckServer(ValidationContext context, MySqlSpec server)
    {
        if (!ImageReference.Parse(server.Image).Repository.EndsWith("percona-xtradb-cluster", StringComparison.Ordinal))
        {
            context.Error(
                server,
                "image",
                $"'{server.Image}' is no image that the operator of MySQL can run",
                "percona/percona-xtradb-cluster, or a copy of it under the same name");
        }
        else if (ImageReference.Parse(server.Image) is { IsPinned: true, Tag: { Length: > 0 } tag }
            && !EngineImages.IsOfSeries(tag, MySqlSpec.BackupSeries))
        {
            context.Error(
                server,
                "image",
                $"'{server.Image}' is not of the {MySqlSpec.BackupSeries} series, which the operator's image for backups reads",
                $"a tag that begins with {MySqlSpec.BackupSeries}, like {MySqlSpec.BackupSeries}.8-8.1");
        }

        if (server.Archive is { BaseBackup.RunsPerDay: null } archive)
        {
            context.Error(
                archive,
                "baseBackup",
                $"'{archive.BaseBackup}' is not the same every day",
                "at least one backup a day: the archive keeps a number of backups");
        }
    }

    private static void CheckUnread(ValidationContext context, DatabaseSpec database)
    {
        if (database.Extensions.Count > 0 || database.CreateRoles)
        {
            context.Error(
                database,
                database.CreateRoles ? "createRoles" : "extensions",
                "nothing reads it on a MySQL server",
                "leave it out");
        }
    }

    private static void CheckName(ValidationContext context, DatabaseSpec database, string key, string name, string what, int limit)
    {
        var plain = name.Length > 0 && name.Length <= limit;
        foreach (var character in name)
        {
            plain &= char.IsAsciiLetterOrDigit(character) || character == '_';
        }

        if (!plain)
        {
            context.Error(database, key, $"'{name}' is no name of a MySQL {what}", $"letters, digits and underscores, at most {limit}");
        }
    }
}
