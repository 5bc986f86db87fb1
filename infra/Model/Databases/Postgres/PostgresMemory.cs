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

    /// <summary>A size in megabytes, such as <c>512MB</c> or <c>1GB</c>; null for another notation and for more than there is.</summary>
    public static long? Megabytes(string text)
    {
        var factor = text.EndsWith("MB", StringComparison.Ordinal) ? 1 : text.EndsWith("GB", StringComparison.Ordinal) ? 1024 : 0;
        return factor > 0
            && int.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
                ? (long)number * factor
                : null;
    }

    /// <summary>Amount of memory in PostgreSQL's megabytes, which are Kubernetes' mebibytes.</summary>
    public static long Megabytes(Quantity memory) => (long)memory.Value / Mebibyte;
}
