namespace Infra.Model;

/// <summary>What may reach the nodes: the cloud firewall before them, and the firewall on each of them.</summary>
public sealed record FirewallSpec
{
    /// <summary>The named address ranges other settings refer to.</summary>
    public IReadOnlyList<AddressRangeSpec> Ranges { get; init; } = [];

    /// <summary>Names of the ranges that may use SSH (TCP 22). Defaults to none.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> SshFrom { get; init; } = [];

    /// <summary>Names of the ranges that may use the Kubernetes API (TCP 6443). Defaults to none.</summary>
    [RefersTo("named range", "cluster.firewall.ranges")]
    public IReadOnlyList<string> ApiFrom { get; init; } = [];

    /// <summary>TCP ports open to everyone. Defaults to 80 and 443 (source: 003).</summary>
    [Port]
    public IReadOnlyList<int> PublicTcp { get; init; } = [80, 443];

    /// <summary>UDP ports open to everyone. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> PublicUdp { get; init; } = [];

    /// <summary>Answers ping. Defaults to true.</summary>
    public bool Icmp { get; init; } = true;

    /// <summary>
    /// A firewall on every node too: the cluster's own ports for its nodes alone, and the cloud's metadata service closed to pods.
    /// SSH is never touched by it. Defaults to true; false removes it.
    /// </summary>
    public bool Host { get; init; } = true;

    /// <summary>The address ranges behind <see cref="SshFrom"/>.</summary>
    public IEnumerable<Cidr> SshSources() => Resolve(SshFrom);

    /// <summary>The address ranges behind <see cref="ApiFrom"/>.</summary>
    public IEnumerable<Cidr> ApiSources() => Resolve(ApiFrom);

    /// <summary>The addresses of the named ranges, each once, in order of the names; unknown names give nothing (the validation reports them).</summary>
    public IEnumerable<Cidr> Resolve(IEnumerable<string> names) =>
        names.SelectMany(name => Ranges.Where(range => range.Name == name)).SelectMany(range => range.Addresses).Distinct();
}
