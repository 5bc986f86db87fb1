using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infra.Model;

/// <summary>An address range in CIDR notation, IPv4 or IPv6, without host bits.</summary>
public sealed record Cidr
{
    private const int Ipv4Bits = 32;
    private const int Ipv6Bits = 128;

    // One of the two is given. The library's types are left out for IPv4: loading and compiling them takes 5 of the 200 ms of a preview.
    private readonly Ipv4? _ipv4;
    private readonly IPAddress? _ipv6;

    private Cidr(Ipv4? ipv4, IPAddress? ipv6, int prefix) => (_ipv4, _ipv6, Prefix) = (ipv4, ipv6, prefix);

    /// <summary>Length of the network part in bits.</summary>
    public int Prefix { get; }

    /// <summary>Whether the range is IPv6 rather than IPv4.</summary>
    public bool IsIpv6 => _ipv4 is null;

    /// <summary>Parses <c>10.0.0.0/16</c>.</summary>
    /// <exception cref="FormatException">The text is no address range; the message says what is wrong.</exception>
    public static Cidr Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>10.0.0.0/16</c>; false with what is wrong and what to write.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Cidr? value, out string problem)
    {
        value = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        IPAddress? ipv6 = null;
        if (!Ipv4.TryParse(written, out var ipv4) && !TryIpv6(written, out ipv6))
        {
            problem = $"'{text}' is not an address range; write it like 10.0.0.0/16";
            return false;
        }

        var bits = ipv4 is null ? Ipv6Bits : Ipv4Bits;
        if (slash < 0)
        {
            problem = $"'{text}' has no prefix length; {text}/{bits} is that one address";
            return false;
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits)
        {
            problem = $"'{text}' has no prefix length from 0 to {bits} after the slash; {written}/{bits} is that one address";
            return false;
        }

        var given = new Cidr(ipv4, ipv6, prefix);
        var whole = ipv4 is null
            ? new Cidr(null, new IPNetwork(ipv6!, prefix).BaseAddress, prefix)
            : new Cidr(new(ipv4.Value & Mask(prefix)), null, prefix);
        if (whole != given)
        {
            problem = $"'{text}' has host bits set; the range is {whole}";
            return false;
        }

        value = whole;
        problem = "";
        return true;
    }

    /// <summary>Whether the address is inside the range.</summary>
    public bool Contains(Ipv4 address) => _ipv4 is not null && (address.Value & Mask(Prefix)) == _ipv4.Value;

    /// <summary>Whether the whole of another range is inside this one.</summary>
    public bool Contains(Cidr other) =>
        other.Prefix >= Prefix && (other._ipv4 is { } first ? Contains(first) : _ipv6 is not null && ContainsIpv6(other._ipv6!));

    /// <summary>Whether the two ranges have an address in common.</summary>
    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <summary>The address at an offset from the start of an IPv4 range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has fewer addresses, or is IPv6.</exception>
    public Ipv4 Host(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return _ipv4 is not null && offset < 1L << (Ipv4Bits - Prefix)
            ? new Ipv4(_ipv4.Value + (uint)offset)
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{this} has no such IPv4 address");
    }

    /// <summary>
    /// Whether an address of an IPv4 range is free for a user of the range: it is neither the first nor the last one, nor the second,
    /// which the range's own gateway or server has.
    /// </summary>
    /// <param name="address">The address.</param>
    public bool IsFree(Ipv4 address) =>
        _ipv4 is not null && Contains(address) && address.Value - _ipv4.Value > 1 && address.Value != (_ipv4.Value | ~Mask(Prefix));

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
    public override string ToString() => $"{_ipv4?.ToString() ?? _ipv6!.ToString()}/{Prefix}";

    /// <summary>Whether both are the same range.</summary>
    public bool Equals(Cidr? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private bool ContainsIpv6(IPAddress address) => new IPNetwork(_ipv6!, Prefix).Contains(address);

    private static uint Mask(int prefix) => prefix == 0 ? 0 : uint.MaxValue << (Ipv4Bits - prefix);

    // The library also reads addresses of one interface.
    private static bool TryIpv6(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return text.Contains(':', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal)
            && IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }
}
