using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Infra.Model;

/// <summary>An IPv4 address.</summary>
/// <param name="Value">The address as a number, first octet highest.</param>
public sealed record Ipv4(uint Value)
{
    /// <summary>Parses <c>10.0.1.11</c>.</summary>
    /// <exception cref="FormatException">The text is no IPv4 address.</exception>
    public static Ipv4 Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an IPv4 address");

    /// <summary>
    /// Parses <c>10.0.1.11</c>; false for anything else, also for the short and octal forms that <see cref="IPAddress"/> reads.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Ipv4? value)
    {
        value = IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && address.ToString() == text
            ? Of(address)
            : null;
        return value is not null;
    }

    /// <summary>Takes over an address of the library.</summary>
    internal static Ipv4 Of(IPAddress address) => new(BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()));

    /// <summary>The address in the library's form.</summary>
    public IPAddress ToAddress() => new(BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(Value) : Value);

    /// <summary>The address in dotted form.</summary>
    public override string ToString() => ToAddress().ToString();
}
