namespace Infra.Model;

/// <summary>A namespace with its limits.</summary>
public sealed record NamespaceSpec : INamed
{
    /// <summary>The namespace's name. Changing it replaces the namespace and all in it.</summary>
    [NamespaceName]
    public required string Name { get; init; }

    /// <summary>What lives there.</summary>
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>The environment it belongs to; null (default) for one shared by all that use the cluster, created with the cluster.</summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>The Pod Security levels.</summary>
    public PodSecuritySpec PodSecurity { get; init; } = new();

    /// <summary>What all pods together may ask for; null (default) for no quota.</summary>
    public QuotaSpec? Quota { get; init; }

    /// <summary>What a container gets that says nothing itself.</summary>
    public LimitRangeSpec Limits { get; init; } = new();

    /// <summary>Refuses all traffic that no policy allows. Defaults to true.</summary>
    public bool DefaultDeny { get; init; } = true;
}
