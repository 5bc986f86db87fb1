using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infra.Model;

/// <summary>An address range in CIDR notation, IPv4 or IPv6, without host bits.</summary>
public sealed record Cidr
{
    private const int WordBits = 64;
    private const int Ipv4Bits = 32;

    // The network as 128 bits, an IPv4 one in the uppermost 32: prefixes then count from the top in both families.
    private readonly ulong _high;
    private readonly ulong _low;

    private Cidr(ulong high, ulong low, int prefix, bool isIpv6)
    {
        (_high, _low, Prefix, IsIpv6) = (high, low, prefix, isIpv6);
    }

    /// <summary>Length of the network part in bits.</summary>
    public int Prefix { get; }

    /// <summary>IPv6 rather than IPv4.</summary>
    public bool IsIpv6 { get; }

    /// <summary>Parses <c>10.0.0.0/16</c>.</summary>
    /// <exception cref="FormatException">It is no address range; the message says what is wrong.</exception>
    public static Cidr Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>10.0.0.0/16</c>; false with what is wrong and what would be right.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Cidr? value, out string problem)
    {
        value = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        var isIpv6 = address.Contains(':', StringComparison.Ordinal);
        if (!(isIpv6 ? TryIpv6(address, out var high, out var low) : TryIpv4(address, out high, out low)))
        {
            problem = $"'{text}' is not an address range; write it like 10.0.0.0/16";
            return false;
        }

        var bits = isIpv6 ? 2 * WordBits : Ipv4Bits;
        if (slash < 0)
        {
            problem = $"'{text}' has no prefix length; {text}/{bits} is that one address";
            return false;
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits)
        {
            problem = $"'{text}' has no prefix length from 0 to {bits} after the slash; {address}/{bits} is that one address";
            return false;
        }

        var range = new Cidr(high & HighMask(prefix), low & LowMask(prefix), prefix, isIpv6);
        if (range._high != high || range._low != low)
        {
            problem = $"'{text}' has host bits set; the range is {range}";
            return false;
        }

        value = range;
        problem = "";
        return true;
    }

    /// <summary>The address is in the range.</summary>
    public bool Contains(Ipv4 address) => !IsIpv6 && (((ulong)address.Value << Ipv4Bits) & HighMask(Prefix)) == _high;

    /// <summary>The whole other range is in this one.</summary>
    public bool Contains(Cidr other) =>
        IsIpv6 == other.IsIpv6 && Prefix <= other.Prefix && (other._high & HighMask(Prefix)) == _high && (other._low & LowMask(Prefix)) == _low;

    /// <summary>Some address is in both.</summary>
    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <summary>The address at an offset from the start of an IPv4 range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has fewer addresses, or is IPv6.</exception>
    public Ipv4 Host(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return !IsIpv6 && (ulong)offset < 1UL << (Ipv4Bits - Prefix)
            ? new Ipv4((uint)(_high >> Ipv4Bits) + (uint)offset)
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{this} has no such IPv4 address");
    }

    /// <summary>The addresses of an IPv4 range that hosts can have, its first and last left out.</summary>
    public IReadOnlyList<Ipv4> Hosts()
    {
        var hosts = new List<Ipv4>();
        for (var offset = 1; (ulong)offset < (1UL << (Ipv4Bits - Prefix)) - 1; offset++)
        {
            hosts.Add(Host(offset));
        }

        return hosts;
    }

    /// <summary>The range in CIDR notation.</summary>
    public override string ToString()
    {
        if (!IsIpv6)
        {
            return $"{Host(0)}/{Prefix}";
        }

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), _low);
        return $"{new IPAddress(bytes)}/{Prefix}";
    }

    private static ulong HighMask(int prefix) => prefix >= WordBits ? ulong.MaxValue : ~(ulong.MaxValue >> prefix);

    private static ulong LowMask(int prefix) => prefix <= WordBits ? 0 : HighMask(prefix - WordBits);

    private static bool TryIpv4(string text, out ulong high, out ulong low)
    {
        low = 0;
        high = Ipv4.TryParse(text, out var address) ? (ulong)address.Value << Ipv4Bits : 0;
        return address is not null;
    }

    private static bool TryIpv6(string text, out ulong high, out ulong low)
    {
        (high, low) = (0, 0);
        if (text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        var bytes = address.GetAddressBytes();
        high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8));
        return true;
    }
}
