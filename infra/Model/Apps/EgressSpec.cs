namespace Infra.Model;

/// <summary>Traffic out of the cluster that an app needs; all other is refused.</summary>
[AtLeastOneOf(nameof(Tcp), nameof(Udp))]
public sealed record EgressSpec : INamed
{
    /// <summary>What it is for, as one word, e.g. <c>mail</c>.</summary>
    [ObjectName]
    public required string Name { get; init; }

    /// <summary>
    /// The address ranges. Defaults to the internet: every address outside the private, shared and link-local ranges.
    /// Names are not possible: a network policy knows addresses alone.
    /// </summary>
    public IReadOnlyList<Cidr> To { get; init; } = [];

    /// <summary>TCP ports. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> Tcp { get; init; } = [];

    /// <summary>UDP ports. Defaults to none.</summary>
    [Port]
    public IReadOnlyList<int> Udp { get; init; } = [];
}
