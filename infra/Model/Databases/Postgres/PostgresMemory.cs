using System.Globalization;

namespace Infra.Model;

/// <summary>Sizes in the notation of PostgreSQL's parameters, shared by rules and components.</summary>
public static class PostgresMemory
{
    /// <summary>
    /// Name of the parameter for the server's own page cache. CloudNativePG refuses one that is larger than the memory an instance asks
    /// for.
    /// </summary>
    public const string SharedBuffers = "shared_buffers";

    private const int Mebibyte = 1024 * 1024;

    // CloudNativePG reads these, and no hexadecimal numbers or exponents, which PostgreSQL reads too.
    private static readonly (string Unit, decimal Bytes)[] Units =
        [("kB", 1024m), ("MB", 1048576m), ("GB", 1073741824m), ("TB", 1099511627776m), ("B", 1m)];

    /// <summary>A size in megabytes, such as <c>512MB</c> or <c>0.5GB</c>; null for another notation and for more than there is.</summary>
    public static long? Megabytes(string text)
    {
        foreach (var (unit, bytes) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return Whole(text[..^unit.Length].TrimEnd(' '), bytes / Mebibyte);
            }
        }

        return null;
    }

    /// <summary>
    /// A size in megabytes as CloudNativePG's webhook reads it: a number without a unit is one of megabytes. Null for a notation that it
    /// refuses.
    /// </summary>
    public static long? OperatorsMegabytes(string text) => Whole(text, 1) ?? Megabytes(text);

    /// <summary>Amount of memory in PostgreSQL's megabytes, which are Kubernetes' mebibytes.</summary>
    public static long Megabytes(Quantity memory) => (long)memory.Value / Mebibyte;

    private static long? Whole(string digits, decimal factor) =>
        decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1e12m
            ? (long)(number * factor)
            : null;
}
