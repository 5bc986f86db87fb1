namespace Infra.Model;

/// <summary>What a step changes in one environment.</summary>
public sealed record EnvironmentChangesSpec : INamed
{
    /// <summary>The environment.</summary>
    [EnvironmentName]
    public required string Name { get; init; }

    /// <summary>The changes, in the shape of <c>system.yaml</c>.</summary>
    public required YamlFragment Changes { get; init; }
}
