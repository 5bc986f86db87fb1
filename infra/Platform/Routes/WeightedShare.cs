namespace Infra.Platform;

/// <summary>A service behind a <see cref="WeightedService"/>, with its share of the requests.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Port">Its port by name; null for another weighted service.</param>
/// <param name="Weight">Percent of the requests.</param>
public sealed record WeightedShare(string Service, string Namespace, string? Port, int Weight)
{
    /// <summary>Number of the port, in place of its name. Defaults to none.</summary>
    public int? Number { get; init; }

    /// <summary>Name of the settings of Traefik's connections, in the namespace of the routes; null (default) for its own.</summary>
    public string? Transport { get; init; }

    /// <summary>Whether the service is reached by HTTPS. Defaults to false.</summary>
    public bool Https { get; init; }
}
