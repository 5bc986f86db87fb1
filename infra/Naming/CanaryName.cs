namespace Infra.Naming;

/// <summary>
/// Names of what Flagger creates for an app. Its services have another name than the app's own service: that one stays this program's, so
/// that it neither disappears nor changes its owner when a canary is added or removed.
/// </summary>
public static class CanaryName
{
    /// <summary>Longest suffix that Flagger adds to the name of the service.</summary>
    private const int Suffix = 8;

    /// <summary>Name of the Traefik service that shares the traffic, and of the service of the live version.</summary>
    /// <param name="app">Name of the app.</param>
    public static string Service(string app) => PhysicalName.Of(PhysicalName.KubernetesLimit - Suffix, $"{app}-rollout");

    /// <summary>Name of the service of the new version.</summary>
    /// <param name="app">Name of the app.</param>
    public static string NewVersion(string app) => $"{Service(app)}-canary";

    /// <summary>Value of <see cref="Labels.Track"/> on the pods of the live version.</summary>
    /// <param name="app">Name of the app.</param>
    public static string PrimaryTrack(string app) => $"{app}-primary";

    /// <summary>Names of the Deployments, autoscalers and services that Flagger creates.</summary>
    /// <param name="app">Name of the app.</param>
    public static IReadOnlyList<string> All(string app) => [$"{app}-primary", Service(app), $"{Service(app)}-primary", NewVersion(app)];
}
