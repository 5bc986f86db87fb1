namespace Infra.Model;

/// <summary>Ranges of private networks (RFC 1918), and the one of providers' networks (RFC 6598), which no public address is in.</summary>
public static class PrivateRanges
{
    private static readonly Cidr[] All =
        [Cidr.Parse("10.0.0.0/8"), Cidr.Parse("100.64.0.0/10"), Cidr.Parse("172.16.0.0/12"), Cidr.Parse("192.168.0.0/16")];

    /// <summary>Whether the whole of a range is private.</summary>
    /// <param name="range">The range.</param>
    public static bool Contain(Cidr range) => Array.Exists(All, one => one.Contains(range));

    /// <summary>Whether an address is private.</summary>
    /// <param name="address">The address.</param>
    public static bool Contain(Ipv4 address) => Array.Exists(All, one => one.Contains(address));
}
