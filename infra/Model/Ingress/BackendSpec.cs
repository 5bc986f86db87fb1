namespace Infra.Model;

/// <summary>A share of a host's traffic.</summary>
public sealed record BackendSpec : INamed
{
    /// <summary>The share's name, e.g. <c>prod</c>, <c>stage</c>, <c>docker</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Percent of the requests; all of a host sum to 100.</summary>
    public required int Weight { get; init; }

    /// <summary>The environment whose app answers; null when a Docker host does.</summary>
    public string? Environment { get; init; }

    /// <summary>The Docker host whose copy of the app answers; null when the cluster does.</summary>
    public string? ComposeHost { get; init; }
}
