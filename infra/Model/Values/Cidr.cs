using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Infra.Model;

/// <summary>An address range in CIDR notation, IPv4 or IPv6, without host bits.</summary>
public readonly record struct Cidr
{
    private readonly UInt128 _network;

    private Cidr(UInt128 network, int prefix, bool isIpv6)
    {
        _network = network;
        Prefix = prefix;
        IsIpv6 = isIpv6;
    }

    /// <summary>Length of the network part in bits.</summary>
    public int Prefix { get; }

    /// <summary>IPv6 rather than IPv4.</summary>
    public bool IsIpv6 { get; }

    private int Bits => IsIpv6 ? 128 : 32;

    private UInt128 Size => UInt128.One << (Bits - Prefix);

    /// <summary>Parses <c>10.0.0.0/16</c>.</summary>
    /// <exception cref="FormatException">It is no address range; the message says what is wrong.</exception>
    public static Cidr Parse(string text) => TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>10.0.0.0/16</c>; false with what is wrong and what would be right.</summary>
    public static bool TryParse(string text, out Cidr value, out string problem)
    {
        value = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!TryParseAddress(address, out var number, out var isIpv6))
        {
            problem = $"'{text}' is not an address range; write it like 10.0.0.0/16";
            return false;
        }

        var bits = isIpv6 ? 128 : 32;
        if (slash < 0)
        {
            problem = $"'{text}' has no prefix length; {text}/{bits} is that one address";
            return false;
        }

        if (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bits)
        {
            problem = $"'{text}' has no prefix length from 0 to {bits} after the slash";
            return false;
        }

        var network = prefix == 0 ? UInt128.Zero : number >> (bits - prefix) << (bits - prefix);
        value = new Cidr(network, prefix, isIpv6);
        problem = network == number ? "" : $"'{text}' has host bits set; the range is {value}";
        return network == number;
    }

    /// <summary>The address is in the range.</summary>
    public bool Contains(Ipv4 address) => !IsIpv6 && address.Value >= _network && address.Value - _network < Size;

    /// <summary>The whole other range is in this one.</summary>
    public bool Contains(Cidr other) => IsIpv6 == other.IsIpv6 && Prefix <= other.Prefix && other._network >= _network && other._network - _network < Size;

    /// <summary>Some address is in both.</summary>
    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <summary>The address at an offset from the start of an IPv4 range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range has fewer addresses, or is IPv6.</exception>
    public Ipv4 Host(int offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return !IsIpv6 && (UInt128)offset < Size
            ? new Ipv4((uint)_network + (uint)offset)
            : throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{this} has no such IPv4 address");
    }

    /// <summary>The addresses of an IPv4 range that hosts can have, its first and last left out.</summary>
    public IReadOnlyList<Ipv4> Hosts()
    {
        var hosts = new List<Ipv4>();
        for (var offset = 1; (UInt128)offset < Size - 1; offset++)
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
            return $"{new Ipv4((uint)_network)}/{Prefix}";
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _network);
        return $"{new IPAddress(bytes)}/{Prefix}";
    }

    private static bool TryParseAddress(string text, out UInt128 number, out bool isIpv6)
    {
        isIpv6 = text.Contains(':', StringComparison.Ordinal);
        if (!isIpv6)
        {
            var parsed = Ipv4.TryParse(text, out var address);
            number = address.Value;
            return parsed;
        }

        number = 0;
        if (text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var long6) || long6.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        number = BinaryPrimitives.ReadUInt128BigEndian(long6.GetAddressBytes());
        return true;
    }
}
