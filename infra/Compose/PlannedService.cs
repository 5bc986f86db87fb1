using Infra.Model;

namespace Infra.Compose;

/// <summary>An app or a database server that runs in Docker.</summary>
/// <param name="Record">The record, whose name it has.</param>
/// <param name="Compose">Its Compose service as described.</param>
/// <param name="App">The app; null for a database server.</param>
/// <param name="Server">The database server; null for an app.</param>
public sealed record PlannedService(INamed Record, ComposeServiceSpec Compose, AppSpec? App, IDatabaseServerSpec? Server)
{
    /// <summary>Name of the service in its project.</summary>
    public string Service => Compose.ServiceOf(Record.Name);

    /// <summary>Name of its project.</summary>
    public string Project => Compose.ProjectOf(Record.Name);

    /// <summary>The services of a stack that run in Docker, on managed hosts and others, in the order of the description.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<PlannedService> Of(SystemSpec system)
    {
        var services = new List<PlannedService>();
        foreach (var app in system.Apps)
        {
            if (app is { RunsOn: Placement.Compose or Placement.Both, Compose: { } compose })
            {
                services.Add(new(app, compose, app, null));
            }
        }

        foreach (var server in system.Databases.Servers())
        {
            if (server is { RunsOn: Placement.Compose or Placement.Both, Compose: { } compose })
            {
                services.Add(new(server, compose, null, server));
            }
        }

        return services;
    }
}
