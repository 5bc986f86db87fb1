namespace Infra.Model;

/// <summary>Selection of the apps that keep their names in the cluster while they run in Docker.</summary>
public static class MovableServices
{
    /// <summary>The services of a stack, in the order of the apps.</summary>
    /// <param name="system">The system, folded for the stack.</param>
    public static IReadOnlyList<MovableService> Of(SystemSpec system)
    {
        var services = new List<MovableService>();
        foreach (var app in system.Apps)
        {
            if (Of(system, app) is { } service)
            {
                services.Add(service);
            }
        }

        return services;
    }

    /// <summary>
    /// The service of an app; null for an app that has no Compose service with a published port, that no app of the cluster calls, or whose
    /// chart makes its service. On a host that others manage, an app is there only while it is described to be: the program brings it back
    /// by no setting.
    /// </summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The app.</param>
    public static MovableService? Of(SystemSpec system, AppSpec app) =>
        app is { Kind: not (WorkloadKind.HelmChart or WorkloadKind.CronJob), Compose: { } compose, RunsOn: not Placement.Nowhere }
        && PublishedPorts.Of(app).Count > 0
        && system.Compose.Host(compose.Host) is { } host
        && (app.RunsOn is Placement.Compose or Placement.Both || (host.Managed && compose.Managed))
        && system.MakesNamespace(system.NamespaceOf(app))
        && IsCalled(system, app)
            ? new(system.NamespaceOf(app), app, host)
            : null;

    /// <summary>Whether an app with pods in the cluster calls another.</summary>
    /// <param name="system">The system.</param>
    /// <param name="app">The other app.</param>
    public static bool IsCalled(SystemSpec system, AppSpec app) =>
        system.Apps.Any(caller => caller.OnCluster() && caller.Name != app.Name && caller.Calls.Contains(app.Name));
}
