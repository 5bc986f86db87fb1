namespace Infra.Model;

/// <summary>The address ranges reserved for documentation (RFC 5737): no host has such an address.</summary>
public static class DocumentationRanges
{
    private static readonly Cidr[] All = [Cidr.Parse("192.0.2.0/24"), Cidr.Parse("198.51.100.0/24"), Cidr.Parse("203.0.113.0/24")];

    /// <summary>Whether an address is reserved.</summary>
    /// <param name="address">The address.</param>
    public static bool Contains(Ipv4 address) => Array.Exists(All, range => range.Contains(address));

    /// <summary>Whether a range has a reserved address.</summary>
    /// <param name="range">The range.</param>
    public static bool Overlaps(Cidr range) => Array.Exists(All, reserved => reserved.Overlaps(range));
}
