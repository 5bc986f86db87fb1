using System.Globalization;

namespace Infra.Model;

/// <summary>Sizes as PostgreSQL's parameters have them, as far as rules and components share them.</summary>
public static class PostgresMemory
{
    /// <summary>The parameter for the server's own page cache. CloudNativePG refuses one that is larger than the memory an instance asks for.</summary>
    public const string SharedBuffers = "shared_buffers";

    private const int Mebibyte = 1024 * 1024;

    /// <summary>A size in megabytes, such as <c>512MB</c> or <c>1GB</c>; null when it is written in another way.</summary>
    public static long? Megabytes(string text) =>
        text.EndsWith("MB", StringComparison.Ordinal) && long.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) ? megabytes
        : text.EndsWith("GB", StringComparison.Ordinal) && long.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes) ? gigabytes * 1024
        : null;

    /// <summary>An amount of memory in PostgreSQL's megabytes, which are Kubernetes' mebibytes.</summary>
    public static long Megabytes(Quantity memory) => (long)memory.Value / Mebibyte;
}
