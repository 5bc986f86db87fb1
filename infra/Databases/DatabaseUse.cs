using Infra.Model;
using Infra.Naming;

namespace Infra.Databases;

/// <summary>A namespace from which a database is used.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Access">The database.</param>
public sealed record DatabaseUse(string Namespace, DatabaseAccess Access)
{
    /// <summary>
    /// From where the stack's apps and their jobs use databases, once each, in the order of the description. Not from the
    /// servers' own namespaces: whoever makes the database puts its secret there.
    /// </summary>
    public static IReadOnlyList<DatabaseUse> Of(SystemSpec spec)
    {
        var uses = new List<DatabaseUse>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var app in spec.Apps)
        {
            if (!app.OnCluster())
            {
                continue;
            }

            var space = app.Namespace ?? spec.Environment.Namespace;
            foreach (var use in app.Databases)
            {
                Add(space, DatabaseAccess.Find(spec, use.Server, use.Name));
            }

            AddVariables(space, app.Env);
            foreach (var job in app.InitJobs)
            {
                AddVariables(job.Namespace ?? space, job.Env);
            }
        }

        return uses;

        void AddVariables(string space, IReadOnlyList<VariableSpec> variables)
        {
            foreach (var variable in variables)
            {
                Add(space, DatabaseAccess.Find(spec, variable.Database));
            }
        }

        void Add(string space, DatabaseAccess? access)
        {
            if (access is not null && access.Namespace != space && seen.Add($"{space}/{access.Key}"))
            {
                uses.Add(new(space, access));
            }
        }
    }
}
