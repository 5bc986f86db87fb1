namespace Infra.Model;

/// <summary>A host served through the cluster, with all references resolved.</summary>
/// <param name="Spec">The host as described.</param>
/// <param name="FullName">Its name in DNS.</param>
/// <param name="Namespace">The namespace of its app or tool, and of its route, middlewares and certificate.</param>
/// <param name="Shares">Shares of the traffic, each with its service.</param>
public sealed record PublishedHost(HostSpec Spec, string FullName, string Namespace, IReadOnlyList<PublishedShare> Shares)
{
    /// <summary>Whether the route brings the certificate of its name. Defaults to true; false for a route beside another's.</summary>
    public bool BringsCertificate { get; init; } = true;
}
