namespace Infra.Model;

/// <summary>Inbound traffic allowed to the nodes, by the cloud firewall and by the firewall on each node.</summary>
public sealed record FirewallSpec
{
    /// <summary>Named address ranges that other settings refer to.</summary>
    public IReadOnlyList<AddressRangeSpec> Ranges { get; init; } = [];

    /// <summary>Names of the ranges that may connect to SSH (TCP 22). Defaults to none.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> SshFrom { get; init; } = [];

    /// <summary>Names of the ranges that may connect to the Kubernetes API (TCP 6443). Defaults to none.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> ApiFrom { get; init; } = [];

    /// <summary>TCP ports open to everyone. Defaults to 80 and 443 (source: 003).</summary>
    [Port]
    public IReadOnlyList<int> PublicTcp { get; init; } = [80, 443];

    /// <summary>UDP ports open to everyone. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> PublicUdp { get; init; } = [];

    /// <summary>Whether the nodes answer ICMP echo requests (ping). Defaults to true.</summary>
    public bool Icmp { get; init; } = true;

    /// <summary>
    /// Whether each node also has a host firewall, which limits the cluster's internal ports to its nodes and blocks pods from the cloud's
    /// metadata service. SSH is not affected. Defaults to true; false removes it.
    /// </summary>
    public bool Host { get; init; } = true;

    /// <summary>Address ranges that <see cref="SshFrom"/> refers to.</summary>
    public IEnumerable<Cidr> SshSources() => Resolve(SshFrom);

    /// <summary>Address ranges that <see cref="ApiFrom"/> refers to.</summary>
    public IEnumerable<Cidr> ApiSources() => Resolve(ApiFrom);

    /// <summary>
    /// Addresses of the named ranges, without duplicates, in the order of the names; unknown names are skipped (the validation reports
    /// them).
    /// </summary>
    public IEnumerable<Cidr> Resolve(IEnumerable<string> names) =>
        names.SelectMany(name => Ranges.Where(range => range.Name == name)).SelectMany(range => range.Addresses).Distinct();
}
