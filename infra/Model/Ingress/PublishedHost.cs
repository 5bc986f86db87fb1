namespace Infra.Model;

/// <summary>A host served through the cluster, with all references resolved.</summary>
/// <param name="Spec">The host as described.</param>
/// <param name="FullName">Its name in DNS.</param>
/// <param name="Namespace">The namespace of its app, and of its route, middlewares and certificate.</param>
/// <param name="Shares">Shares of the traffic, each with its service.</param>
public sealed record PublishedHost(HostSpec Spec, string FullName, string Namespace, IReadOnlyList<PublishedShare> Shares);
