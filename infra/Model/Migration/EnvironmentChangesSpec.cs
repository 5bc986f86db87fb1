namespace Infra.Model;

/// <summary>Changes that a step makes in one environment.</summary>
public sealed record EnvironmentChangesSpec : INamed
{
    /// <summary>Name of the environment.</summary>
    [EnvironmentName]
    public required string Name { get; init; }

    /// <summary>Changes, in the shape of <c>system.yaml</c>.</summary>
    public required YamlFragment Changes { get; init; }
}
