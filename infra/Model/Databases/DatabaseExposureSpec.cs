namespace Infra.Model;

/// <summary>
/// A database server in the cluster for clients outside of it, such as apps in Docker that share a database with the cluster during a
/// migration: on a port of every node, which leads to the instance that accepts writes. Clients must ask for TLS themselves.
/// </summary>
public sealed record DatabaseExposureSpec
{
    /// <summary>Port of the nodes.</summary>
    [NodePort]
    public required int NodePort { get; init; }

    /// <summary>Names of the ranges that may connect. The cloud firewall opens the port to them alone.</summary>
    [NotEmpty]
    [RefersTo("named range", "cluster.firewall.ranges")]
    public required IReadOnlyList<string> From { get; init; }
}
