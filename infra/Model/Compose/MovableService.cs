namespace Infra.Model;

/// <summary>
/// The service of the cluster under the name of an app that runs in Docker, or that can move there: callers in the cluster use one name and
/// the app's own service ports, wherever it runs.
/// </summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="App">The app.</param>
/// <param name="DockerHost">The Docker host of its Compose service.</param>
public sealed record MovableService(string Namespace, AppSpec App, ComposeHostSpec DockerHost)
{
    /// <summary>Name of the service.</summary>
    public string Name => App.Name;

    /// <summary>Address of the Docker host as the cluster reaches it; null for a name in DNS.</summary>
    public Ipv4? Address => DockerHost.ClusterAddress();

    /// <summary>Whether the program brings the app up in Docker, so that one setting moves it both ways.</summary>
    public bool IsManaged => DockerHost.Managed && App.Compose is { Managed: true };

    /// <summary>Whether the service leads to the Docker host: the app runs only there, or it is a shadow's original.</summary>
    public bool LeadsToDocker => App.RunsOn == Placement.Compose || App.IsShadow();

    /// <summary>The app's ports that the Docker host publishes, each with the number there.</summary>
    public IReadOnlyList<(PortSpec Port, int Published)> Ports => PublishedPorts.Of(App);
}
