namespace Infra.Model;

/// <summary>A service that answers a share of a host's requests.</summary>
/// <param name="Name">The share's name.</param>
/// <param name="Service">The Kubernetes service.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Port">Its port, by name.</param>
/// <param name="Weight">Percent of the requests.</param>
public sealed record PublishedShare(string Name, string Service, string Namespace, string Port, int Weight)
{
    /// <summary>Number of the port, for a service whose ports have other names; null for one of this program.</summary>
    public int? Number { get; init; }

    /// <summary>Whether a Docker host answers. Defaults to false.</summary>
    public bool OnDocker { get; init; }

    /// <summary>HTTPS with which the Docker host answers; null (default) for plain HTTP.</summary>
    public ComposeHttpsSpec? Https { get; init; }
}
