namespace Infra.Model;

/// <summary>Which stack runs an init job, and where.</summary>
public static class InitJobPlacement
{
    /// <summary>
    /// This stack runs the job: those of its apps on the cluster. In a namespace that several environments share the one whose
    /// database it is runs the job, whether its app is there yet or not.
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
                // One in Docker is prepared there.
                return false;
            }

            names = true;
            makes |= made;
        }

        if (!spec.IsShared(NamespaceOf(spec, app, job)))
        {
            return app.OnCluster();
        }

        // One without a database belongs to the stack that made the namespace.
        return (names ? makes : spec.Cluster.From is null) && (app.OnCluster() || spec.Guests.Count > 0);
    }

    /// <summary>The namespace of a job.</summary>
    public static string NamespaceOf(SystemSpec spec, AppSpec app, InitJobSpec job) => job.Namespace ?? app.Namespace ?? spec.Environment.Namespace;
}
