using Infra.Model;

namespace Infra.Databases;

/// <summary>A namespace with clients of a database.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Endpoint">The database.</param>
public sealed record DatabaseUse(string Namespace, DatabaseEndpoint Endpoint)
{
    /// <summary>
    /// The uses by the stack's apps and their jobs, once each, in the order of the description. Not those in a server's own namespace: the
    /// stack that creates a database creates its secret there.
    /// </summary>
    public static IReadOnlyList<DatabaseUse> Of(SystemSpec system)
    {
        var uses = new List<DatabaseUse>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var app in system.Apps)
        {
            if (!app.OnCluster())
            {
                continue;
            }

            var @namespace = system.NamespaceOf(app);
            foreach (var use in app.Databases)
            {
                Add(@namespace, DatabaseEngines.Find(system, use.Server, use.Name));
            }

            AddVariables(@namespace, app.Env);
            foreach (var job in app.InitJobs)
            {
                AddVariables(job.Namespace ?? @namespace, job.Env);
            }
        }

        return uses;

        void AddVariables(string @namespace, IReadOnlyList<VariableSpec> variables)
        {
            foreach (var variable in variables)
            {
                Add(@namespace, DatabaseEngines.Find(system, variable.Database));
            }
        }

        void Add(string @namespace, DatabaseEndpoint? endpoint)
        {
            if (endpoint is not null && endpoint.Namespace != @namespace && seen.Add($"{@namespace}/{endpoint.Key}"))
            {
                uses.Add(new(@namespace, endpoint));
            }
        }
    }
}
