namespace Infra.Model;

/// <summary>One environment of a system. <see cref="ClusterSpec.From"/> decides whether its stack owns the cluster.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>Name of the environment: the middle part of <c>env.&lt;name&gt;.yaml</c>.</summary>
    [SetByLoader]
    public required string Name { get; init; }

    /// <summary>Description of the environment, as one sentence.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>Namespace that the environment's apps run in.</summary>
    [RefersTo("namespace", "namespaces")]
    public required string Namespace { get; init; }

    /// <summary>
    /// Whether servers, volumes and databases are protected against deletion, in Pulumi and, where supported, at the cloud provider.
    /// Defaults to false. Changing it replaces nothing.
    /// </summary>
    public bool Protect { get; init; }
}
