using System.Globalization;

namespace Infra.Naming;

/// <summary>Short digests, to tell one text from another where nothing has to be proven.</summary>
public static class Digest
{
    /// <summary>
    /// The digest of a text, 16 hexadecimal digits (FNV-1a, 64 bits). No cryptography: loading that costs every preview 5 ms and 5 MB.
    /// </summary>
    public static string Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
