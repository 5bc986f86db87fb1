namespace Infra.Model;

/// <summary>A service of the cluster that leads to an app's copy on a Docker host. It stands in the app's namespace.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">Name of the service.</param>
/// <param name="App">The app.</param>
/// <param name="DockerHost">The Docker host that answers.</param>
public sealed record DockerBridge(string Namespace, string Name, AppSpec App, ComposeHostSpec DockerHost)
{
    /// <summary>Address at which the Docker host answers; null for a name in DNS.</summary>
    public Ipv4? Address => DockerHost.ClusterAddress();

    /// <summary>Port that the Docker host publishes, of HTTPS where it answers that.</summary>
    public int Port => App.Compose!.Https?.Port ?? App.Compose.Port!.Value;
}
