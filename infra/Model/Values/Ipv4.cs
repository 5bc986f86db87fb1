using System.Diagnostics.CodeAnalysis;

namespace Infra.Model;

/// <summary>An IPv4 address.</summary>
/// <param name="Value">The address as a number, first octet highest.</param>
public sealed record Ipv4(uint Value)
{
    private const int Octets = 4;
    private const int BitsOfOctet = 8;

    /// <summary>Parses <c>10.0.1.11</c>.</summary>
    /// <exception cref="FormatException">The text is no IPv4 address.</exception>
    public static Ipv4 Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an IPv4 address");

    /// <summary>
    /// Parses <c>10.0.1.11</c>; false for anything else, also for the short and octal forms that <see cref="System.Net.IPAddress"/> reads.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Ipv4? value)
    {
        value = null;
        var parts = text.Split('.');
        if (parts.Length != Octets)
        {
            return false;
        }

        var number = 0u;
        foreach (var part in parts)
        {
            if (!TryOctet(part, out var octet))
            {
                return false;
            }

            number = (number << BitsOfOctet) | octet;
        }

        value = new(number);
        return true;
    }

    /// <summary>The address in dotted form.</summary>
    public override string ToString() => $"{Octet(3)}.{Octet(2)}.{Octet(1)}.{Octet(0)}";

    private static bool TryOctet(string text, out uint octet)
    {
        octet = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            octet = (octet * 10) + digit - '0';
        }

        return text.Length is > 0 and <= 3 && octet <= byte.MaxValue && (text.Length == 1 || text[0] != '0');
    }

    private int Octet(int place) => (int)(Value >> (place * BitsOfOctet)) & byte.MaxValue;
}
