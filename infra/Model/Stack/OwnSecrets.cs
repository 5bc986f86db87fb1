namespace Infra.Model;

/// <summary>Selection of the declared secrets whose value nothing outside the stack has to know, so that it can be generated.</summary>
public static class OwnSecrets
{
    /// <summary>Names of the secrets that apps, their files and jobs, databases and Grafana read.</summary>
    /// <param name="spec">The system.</param>
    public static IReadOnlySet<string> Of(SystemSpec spec)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var app in spec.Apps)
        {
            foreach (var variable in app.AllVariables())
            {
                Add(variable.Secret);
            }

            foreach (var file in app.Files)
            {
                Add(file.Secret);
            }
        }

        foreach (var server in spec.Databases.Servers())
        {
            foreach (var database in server.DatabasesIn(spec))
            {
                Add(database.Password);
            }
        }

        Add(spec.Observability.Grafana?.Password);
        Add(spec.Observability.Grafana?.SecretKey);
        foreach (var secret in spec.Secrets)
        {
            if (secret.Of is { } source && names.Contains(secret.Name))
            {
                names.Add(source);
            }
        }

        return names;

        void Add(string? name)
        {
            if (name is not null)
            {
                names.Add(name);
            }
        }
    }
}
