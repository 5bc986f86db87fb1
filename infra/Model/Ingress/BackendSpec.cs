namespace Infra.Model;

/// <summary>A share of a host's traffic.</summary>
[ExactlyOneOf(nameof(Environment), nameof(ComposeHost))]
public sealed record BackendSpec : INamed
{
    /// <summary>The share's name, e.g. <c>prod</c>, <c>stage</c>, <c>docker</c>.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>Percent of the requests; all of a host sum to 100.</summary>
    [Range(0, 100)]
    public required int Weight { get; init; }

    /// <summary>The environment whose app answers; null when a Docker host does.</summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>The Docker host whose copy of the app answers; null when the cluster does.</summary>
    [RefersTo("Docker host", "compose.hosts")]
    public string? ComposeHost { get; init; }
}
