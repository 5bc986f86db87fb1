namespace Infra.Model;

/// <summary>A namespace with its limits.</summary>
public sealed record NamespaceSpec : INamed
{
    /// <summary>Name of the namespace. Changing it replaces the namespace and everything in it.</summary>
    [NamespaceName]
    public required string Name { get; init; }

    /// <summary>Purpose of the namespace.</summary>
    [ForPeople]
    [FreeText]
    public string Description { get; init; } = "";

    /// <summary>
    /// Environment that owns the namespace; null (default) for a namespace that all environments of the cluster share, created with the
    /// cluster.
    /// </summary>
    [EnvironmentName]
    public string? Environment { get; init; }

    /// <summary>Pod Security admission levels.</summary>
    public PodSecuritySpec PodSecurity { get; init; } = new();

    /// <summary>Resource quota for all pods together; null (default) for none.</summary>
    public QuotaSpec? Quota { get; init; }

    /// <summary>Requests and limits of containers that set none.</summary>
    public LimitRangeSpec Limits { get; init; } = new();

    /// <summary>Whether all traffic is refused that no network policy allows. Defaults to true.</summary>
    public bool DefaultDeny { get; init; } = true;
}
