namespace Infra.Model;

/// <summary>Outbound traffic that an app needs; all other traffic out of the cluster is refused.</summary>
[AtLeastOneOf(nameof(Tcp), nameof(Udp))]
public sealed record EgressSpec : INamed
{
    /// <summary>Purpose of the traffic, as one word, e.g. <c>mail</c>.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>
    /// Destination address ranges. Defaults to the internet: every address outside the private, shared and link-local ranges. Host names
    /// are not possible: network policies support IP addresses only.
    /// </summary>
    public IReadOnlyList<Cidr> To { get; init; } = [];

    /// <summary>TCP ports. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> Tcp { get; init; } = [];

    /// <summary>UDP ports. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> Udp { get; init; } = [];
}
