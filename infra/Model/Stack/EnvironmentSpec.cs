namespace Infra.Model;

/// <summary>What one environment of a system is. Whether it owns its cluster is said by <see cref="ClusterSpec.From"/>.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>The environment's name: the middle part of <c>env.&lt;name&gt;.yaml</c>.</summary>
    [SetByLoader]
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>The namespace the environment's apps run in.</summary>
    [RefersTo("namespace", "namespaces")]
    public required string Namespace { get; init; }

    /// <summary>
    /// Protects servers, volumes and databases against deletion, in Pulumi and, where it can, at the cloud.
    /// Defaults to false. Switching it replaces nothing.
    /// </summary>
    public bool Protect { get; init; }
}
