namespace Infra.Model;

/// <summary>A host that is reached through the cluster, with all it refers to looked up.</summary>
/// <param name="Spec">The host as described.</param>
/// <param name="FullName">Its name in DNS.</param>
/// <param name="Namespace">The namespace of its app, and of its route, middlewares and certificate.</param>
/// <param name="Shares">Who answers it.</param>
public sealed record PublishedHost(HostSpec Spec, string FullName, string Namespace, IReadOnlyList<PublishedShare> Shares);
