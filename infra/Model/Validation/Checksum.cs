namespace Infra.Model.Validation;

/// <summary>Checksums as they are written.</summary>
public static class Checksum
{
    /// <summary>What a SHA-256 looks like, for messages.</summary>
    public const string Form = "it has 64 lower-case hexadecimal digits";

    private const int Length = 64;

    /// <summary>Whether a text is a SHA-256 in lower-case hexadecimal digits.</summary>
    public static bool IsSha256(ReadOnlySpan<char> text)
    {
        foreach (var digit in text)
        {
            if (!char.IsAsciiHexDigitLower(digit))
            {
                return false;
            }
        }

        return text.Length == Length;
    }
}
