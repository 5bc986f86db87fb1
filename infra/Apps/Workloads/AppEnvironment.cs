using System.Globalization;
using Infra.Databases;
using Infra.Model;
using Infra.Naming;
using Infra.Pods;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Apps;

/// <summary>The environment variables of an app.</summary>
internal static class AppEnvironment
{
    /// <summary>Variable with which a copy beside the live service leaves the database as it is (source: 000).</summary>
    public const string SkipDatabaseInit = "SKIP_DB_INIT";

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
        if (app.IsShadow() && app.Shadow is { SkipDatabaseInit: true })
        {
            values.Add((SkipDatabaseInit, new("true", null, null)));
        }

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

    /// <summary>The values of the variables that declared secrets hold, for a secret in the cluster; null for none. Secrets.</summary>
    /// <param name="variables">The variables.</param>
    /// <param name="context">The stack's context.</param>
    public static InputMap<string>? Secrets(IReadOnlyList<VariableSpec> variables, StackContext context)
    {
        InputMap<string>? values = null;
        foreach (var variable in variables)
        {
            if (variable.Secret is { } secret)
            {
                (values ??= []).Add(variable.Name, context.Secret(secret));
            }
        }

        return values;
    }

    /// <summary>A variable of a container.</summary>
    public static EnvVarArgs Variable(string name, DatabaseVariable variable)
    {
        var args = new EnvVarArgs { Name = name };
        if (variable.SecretName is { } secret)
        {
            args.ValueFrom = new EnvVarSourceArgs
            {
                SecretKeyRef = new SecretKeySelectorArgs { Name = secret, Key = variable.SecretKey ?? "" },
            };
        }
        else if (variable.Value is { Length: > 0 } value)
        {
            // The server drops an empty value, which is the default.
            args.Value = PlainText.Of(value);
        }

        return args;
    }

    /// <summary>
    /// The value of a variable that names a database in Docker; null for a password, which only the operator knows, and for a database that
    /// Docker does not publish.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="reference">The database's property.</param>
    public static string? InDocker(SystemSpec system, DatabaseReference reference)
    {
        if (system.Databases.Server(reference.Server) is not { RunsOn: Placement.Compose, Compose: { Port: { } port } compose } server)
        {
            return null;
        }

        var database = server.DatabasesIn(system).FirstOrDefault(known => known.Name == reference.Database);
        var host = system.Compose.Host(compose.Host);
        return reference.Property switch
        {
            DatabaseProperty.Host => host?.BridgeAddress?.ToString() ?? host?.Address,
            DatabaseProperty.Port => port.ToString(CultureInfo.InvariantCulture),
            DatabaseProperty.Name => database?.Name,
            DatabaseProperty.User => database?.User,
            _ => null,
        };
    }

    private static DatabaseVariable OfDatabase(SystemSpec system, AppSpec app, DatabaseReference reference) =>
        DatabaseEngines.Variable(system, reference, IsPooled(app, reference)) ?? new(
            InDocker(system, reference)
                ?? throw new InvalidOperationException($"{app.Name} reads {reference}, which is no database on the cluster or in Docker"),
            null,
            null);

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
