namespace Infra.Model;

/// <summary>A share of a host's traffic.</summary>
[ExactlyOneOf(nameof(Environment), nameof(ComposeHost))]
public sealed record BackendSpec : INamed
{
    /// <summary>Name of the share, e.g. <c>prod</c>, <c>stage</c>, <c>docker</c>.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Percent of the requests; the weights of a host must sum to 100.</summary>
    [Range(0, 100)]
    public required int Weight { get; init; }

    /// <summary>Environment whose app answers; null when a Docker host answers.</summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>Name of the Docker host whose copy of the app answers; null when the cluster answers.</summary>
    [RefersTo("Docker host", "compose.hosts")]
    public string? ComposeHost { get; init; }
}
