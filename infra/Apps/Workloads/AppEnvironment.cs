using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>The environment variables of an app.</summary>
internal static class AppEnvironment
{
    /// <summary>Name of the secret with the values of an app's variables.</summary>
    /// <param name="app">The app.</param>
    public static string SecretName(AppSpec app) => PhysicalName.Kubernetes(app.Name, "env");

    /// <summary>The values of an app's variables, in the order of the description.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    /// <exception cref="InvalidOperationException">A variable names a database that neither the cluster nor Docker has.</exception>
    public static IReadOnlyList<(string Name, DatabaseVariable Value)> Of(SystemSpec system, AppSpec app)
    {
        var secret = SecretName(app);
        var values = new List<(string, DatabaseVariable)>(app.Env.Count);
        foreach (var variable in app.Env)
        {
            values.Add((variable.Name, variable switch
            {
                { Database: { } reference } => OfDatabase(system, app, reference),
                { Secret: not null } => new(null, secret, variable.Name),
                _ => new(variable.Value ?? "", null, null),
            }));
        }

        return values;
    }

    /// <summary>A variable of a container.</summary>
    public static EnvVarArgs Variable(string name, DatabaseVariable variable) => variable.SecretName is null
        ? new() { Name = name, Value = variable.Value ?? "" }
        : new()
        {
            Name = name,
            ValueFrom = new EnvVarSourceArgs
            {
                SecretKeyRef = new SecretKeySelectorArgs { Name = variable.SecretName, Key = variable.SecretKey ?? "" },
            },
        };

    private static DatabaseVariable OfDatabase(SystemSpec system, AppSpec app, DatabaseReference reference) =>
        DatabaseEngines.Variable(system, reference, IsPooled(app, reference))
        ?? throw new InvalidOperationException($"{app.Name} reads {reference}, which is no database on the cluster");

    private static bool IsPooled(AppSpec app, DatabaseReference reference)
    {
        foreach (var use in app.Databases)
        {
            if (use.Server == reference.Server && use.Name == reference.Database)
            {
                return use.Pooled;
            }
        }

        return false;
    }
}
