using Infra.Model;

namespace Infra.Platform;

/// <summary>A service that answers a published host.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="App">The app behind it.</param>
/// <param name="DockerHost">The Docker host with the app's copy; null for the app's pods in the cluster.</param>
public sealed record PlannedService(string Namespace, string Name, AppSpec App, ComposeHostSpec? DockerHost)
{
    /// <summary>
    /// Address of the Docker host that the service leads to, seen from the nodes; null for pods, and for a host that is known by a name
    /// only.
    /// </summary>
    public Ipv4? Address => DockerHost switch
    {
        null => null,
        { BridgeAddress: { } bridge } => bridge,
        _ => Ipv4.TryParse(DockerHost.Address, out var address) ? address : null,
    };

    /// <summary>Whether the service stands for a name outside the cluster, which Traefik follows only when it is told to.</summary>
    public bool IsExternalName => DockerHost is not null && Address is null;
}
