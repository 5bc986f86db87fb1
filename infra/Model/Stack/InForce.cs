namespace Infra.Model;

/// <summary>
/// The state of the cluster as the last successful run of its owner left it, read before the first resource: plain values, so that a step
/// that is not allowed is refused before anything changes. A failed run leaves the state of the last successful one.
/// </summary>
public sealed record InForce
{
    /// <summary>Whether the cluster exists: its owner was brought up at least once.</summary>
    public bool IsUp { get; init; }

    /// <summary>Version of k3s. Null (default) before the first run.</summary>
    public string? K3sVersion { get; init; }

    /// <summary>Day on which the administrator's certificate expires, as <c>2027-05-31</c>. Empty (default) when it is not known.</summary>
    public string KubeconfigExpires { get; init; } = "";

    /// <summary>The expiry of the certificate that was renewed last. Empty (default) before the first renewal.</summary>
    public string KubeconfigRenewal { get; init; } = "";

    /// <summary>Version of Longhorn. Null (default) for none.</summary>
    public string? LonghornVersion { get; init; }

    /// <summary>Whether the outputs say how the servers are reached over SSH. Those of an older program do not.</summary>
    public bool HasServers { get; init; }

    /// <summary>Servers at Hetzner by node. Empty (default) for existing hosts, and before the first run that recorded them.</summary>
    public IReadOnlyDictionary<string, ServerInForce> Servers { get; init; } = new Dictionary<string, ServerInForce>();

    /// <summary>
    /// Databases that the owner of the cluster made, as <c>server/database</c>. Null (default) when the list is not readable, as in the
    /// offline preview, which never holds the passwords.
    /// </summary>
    public IReadOnlySet<string>? Databases { get; init; }
}
