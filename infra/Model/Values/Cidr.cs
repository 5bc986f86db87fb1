using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Infra.Model;

/// <summary>An address range in CIDR notation, IPv4 or IPv6, without host bits.</summary>
public sealed record Cidr
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;

    private readonly IPNetwork _network;

    private Cidr(IPNetwork network) => _network = network;

    /// <summary>Length of the network part in bits.</summary>
    public int Prefix => _network.PrefixLength;

    /// <summary>Whether the range is IPv6 rather than IPv4.</summary>
    public bool IsIpv6 => _network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Parses <c>10.0.0.0/16</c>.</summary>
    /// <exception cref="FormatException">The text is no address range; the message says what is wrong.</exception>
    public static Cidr Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>10.0.0.0/16</c>; false with what is wrong and what to write.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Cidr? value, out string problem)
    {
        value = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (!TryAddress(written, out var address))
        {
            problem = $"'{text}' is not an address range; write it like 10.0.0.0/16";
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? Ipv4Bits : Ipv6Bits;
        if (slash < 0)
        {
            problem = $"'{text}' has no prefix length; {text}/{bits} is that one address";
            return false;
        }

        if (!IPNetwork.TryParse(text, out var network))
        {
            problem = $"'{text}' has no prefix length from 0 to {bits} after the slash; {written}/{bits} is that one address";
            return false;
        }

        if (!network.BaseAddress.Equals(address))
        {
            problem = $"'{text}' has host bits set; the range is {network}";
            return false;
        }

        value = new Cidr(network);
        problem = "";
        return true;
    }

    /// <summary>Whether the address is inside the range.</summary>
    public bool Contains(Ipv4 address) => _network.Contains(address.ToAddress());

    /// <summary>Whether the whole of another range is inside this one.</summary>
    public bool Contains(Cidr other) => other.Prefix >= Prefix && _network.Contains(other._network.BaseAddress);

    /// <summary>Whether the two ranges have an address in common.</summary>
    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <summary>The address at an offset from the start of an IPv4 range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has fewer addresses, or is IPv6.</exception>
    public Ipv4 Host(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return !IsIpv6 && offset < 1L << (Ipv4Bits - Prefix)
            ? new Ipv4(Ipv4.Of(_network.BaseAddress).Value + (uint)offset)
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{this} has no such IPv4 address");
    }

    /// <summary>The addresses of an IPv4 range that hosts can have, its first and last left out.</summary>
    public IReadOnlyList<Ipv4> Hosts()
    {
        var hosts = new List<Ipv4>();
        for (var offset = 1; offset < (1L << (Ipv4Bits - Prefix)) - 1; offset++)
        {
            hosts.Add(Host(offset));
        }

        return hosts;
    }

    /// <summary>The range in CIDR notation.</summary>
    public override string ToString() => _network.ToString();

    // The library also reads short and octal forms, and IPv6 addresses of one interface.
    private static bool TryAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return !text.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(text, out address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);
    }
}
