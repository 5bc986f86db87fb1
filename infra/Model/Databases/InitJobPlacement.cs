namespace Infra.Model;

/// <summary>Decisions on which stack runs an init job, and in which namespace.</summary>
public static class InitJobPlacement
{
    /// <summary>
    /// Whether this stack runs a job: the jobs of its apps on the cluster. In a namespace that several environments share, the stack
    /// that creates the job's database runs it, whether its app is there yet or not.
    /// </summary>
    public static bool Runs(SystemSpec spec, AppSpec app, InitJobSpec job)
    {
        var names = false;
        var makes = false;
        foreach (var variable in job.Env)
        {
            if (variable.Database is not { } reference)
            {
                continue;
            }

            if (DatabasePlacement.Makes(spec, reference) is not { } made)
            {
                // A database in Docker is prepared on its host, not by a job in the cluster.
                return false;
            }

            names = true;
            makes |= made;
        }

        if (!spec.IsShared(NamespaceOf(spec, app, job)))
        {
            return app.OnCluster();
        }

        // A job without a database belongs to the stack that creates the namespace.
        return (names ? makes : spec.Cluster.From is null) && (app.OnCluster() || spec.Guests.Count > 0);
    }

    /// <summary>Namespace of a job.</summary>
    public static string NamespaceOf(SystemSpec spec, AppSpec app, InitJobSpec job) =>
        job.Namespace ?? spec.NamespaceOf(app);
}
