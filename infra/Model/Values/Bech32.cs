namespace Infra.Model;

/// <summary>Texts with a checksum (BIP 173), the form of age's keys.</summary>
internal static class Bech32
{
    private const string Symbols = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Whether the last six symbols are the checksum of the others.</summary>
    public static bool IsValid(string text)
    {
        var separator = text.LastIndexOf('1');
        if (separator < 1 || text.Length - separator - 1 < ChecksumLength)
        {
            return false;
        }

        var sum = 1u;
        foreach (var symbol in text.AsSpan(0, separator))
        {
            sum = Next(sum, (uint)symbol >> 5);
        }

        sum = Next(sum, 0);
        foreach (var symbol in text.AsSpan(0, separator))
        {
            sum = Next(sum, (uint)symbol & 31);
        }

        foreach (var symbol in text.AsSpan(separator + 1))
        {
            var value = Symbols.IndexOf(symbol, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            sum = Next(sum, (uint)value);
        }

        return sum == 1;
    }

    private static uint Next(uint sum, uint value)
    {
        var top = sum >> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        for (var bit = 0; bit < Generator.Length; bit++)
        {
            sum ^= ((top >> bit) & 1) == 1 ? Generator[bit] : 0;
        }

        return sum;
    }
}
