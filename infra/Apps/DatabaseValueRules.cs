using Infra.Model;
using Infra.Model.Validation;

namespace Infra.Apps;

/// <summary>
/// Rules of variables that name a database: nobody but its operator knows a password in Docker, and the secrets of a chart have the values
/// of databases on the cluster alone.
/// </summary>
internal static class DatabaseValueRules
{
    /// <summary>Checks that each variable which names a database has a value.</summary>
    /// <param name="context">The system; takes the problems.</param>
    /// <param name="app">An app with pods in the cluster.</param>
    public static void Check(ValidationContext context, AppSpec app)
    {
        var isChart = app.Kind == WorkloadKind.HelmChart;
        foreach (var variable in app.OwnVariables())
        {
            if (variable.Database is { } reference
                && context.Spec.Databases.Server(reference.Server) is { } server
                && !DatabasePlacement.IsOnCluster(server)
                && (isChart
                    || (context.Spec.Compose.Hosts.Any(host => host.Name == server.Compose?.Host)
                        && AppEnvironment.InDocker(context.Spec, reference) is null)))
            {
                context.Error(
                    variable,
                    "database",
                    $"'{server.Name}' does not run on the cluster, and nothing gives the pods of '{app.Name}' this property",
                    "declare a secret with the value and write secret: <name>, or move the server first");
            }
        }
    }
}
