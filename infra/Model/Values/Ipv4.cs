using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Infra.Model;

/// <summary>An IPv4 address.</summary>
/// <param name="Value">The address as a number, first octet highest.</param>
public sealed record Ipv4(uint Value)
{
    /// <summary>Parses <c>10.0.1.11</c>.</summary>
    /// <exception cref="FormatException">It is no IPv4 address.</exception>
    public static Ipv4 Parse(string text) => TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an IPv4 address");

    /// <summary>Parses <c>10.0.1.11</c>; false when it is something else.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Ipv4? value)
    {
        value = null;
        uint number = 0;
        var octets = 0;
        foreach (var part in text.Split('.'))
        {
            if (octets == 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                return false;
            }

            number = (number << 8) | octet;
            octets++;
        }

        value = octets == 4 ? new Ipv4(number) : null;
        return value is not null;
    }

    /// <summary>The address in dotted form.</summary>
    public override string ToString() => $"{Value >> 24}.{(Value >> 16) & 255}.{(Value >> 8) & 255}.{Value & 255}";
}
