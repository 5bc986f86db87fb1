namespace Infra.Model;

/// <summary>One database of a dump.</summary>
/// <param name="Dump">The dump.</param>
/// <param name="Database">The database.</param>
/// <param name="Engine">The server's kind.</param>
/// <param name="Namespace">The server's namespace, where the job runs.</param>
/// <param name="ServerImage">The server's image, in which the dump is restored for a test: it has the server's extensions.</param>
public sealed record DumpTarget(DumpSpec Dump, string Database, DatabaseEngine Engine, string Namespace, string ServerImage)
{
    /// <summary>The dumps that a stack makes: of servers that run on the cluster, in namespaces that are the stack's.</summary>
    public static IReadOnlyList<DumpTarget> Of(SystemSpec spec)
    {
        var targets = new List<DumpTarget>();
        foreach (var dump in spec.Databases.Dumps)
        {
            if (!IsOnCluster(spec, dump.Server))
            {
                continue;
            }

            foreach (var server in spec.Databases.Postgres)
            {
                if (server.Name == dump.Server)
                {
                    Add(targets, spec, dump, server.Databases, DatabaseEngine.Postgres, server.Namespace, server.Image);
                }
            }

            foreach (var server in spec.Databases.Mysql)
            {
                if (server.Name == dump.Server)
                {
                    Add(targets, spec, dump, server.Databases, DatabaseEngine.MySql, server.Namespace, server.Image);
                }
            }
        }

        return targets;
    }

    private static void Add(List<DumpTarget> targets, SystemSpec spec, DumpSpec dump, IReadOnlyList<DatabaseSpec> databases, DatabaseEngine engine, string space, string image)
    {
        if (!IsOwn(spec, space))
        {
            return;
        }

        foreach (var database in databases)
        {
            if (dump.Databases.Count == 0 || dump.Databases.Contains(database.Name))
            {
                targets.Add(new(dump, database.Name, engine, space, image));
            }
        }
    }

    private static bool IsOwn(SystemSpec spec, string name)
    {
        foreach (var space in spec.OwnNamespaces())
        {
            if (space.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    // The row of the table of workloads says where the server runs; one without a row runs on the cluster.
    private static bool IsOnCluster(SystemSpec spec, string server)
    {
        foreach (var app in spec.Apps)
        {
            if (app.Kind == WorkloadKind.Database && app.Server == server)
            {
                return app.OnCluster();
            }
        }

        return true;
    }
}
