using System.Globalization;

namespace Infra.Model;

/// <summary>
/// Format of a public SSH host key. RSA keys are not accepted: for one the provider offers the host only <c>ssh-rsa</c>, a signature with
/// SHA-1, which OpenSSH rejects since version 8.8 (https://www.openssh.com/txt/release-8.8).
/// </summary>
public static class HostKey
{
    private const int TypeLengthBytes = 4;
    private const int DefaultPort = 22;
    private static readonly string[] KeyTypes =
        ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"];

    /// <summary>
    /// Whether a text is a public key in the form of a <c>.pub</c> file: type, base64, and a comment that may be absent. The
    /// base64 begins with the type once more (RFC 4253, 6.6), so that a cut or mixed-up key is noticed.
    /// </summary>
    public static bool IsValid(string text)
    {
        var words = Words(text);
        if (words.Length < 2 || Array.IndexOf(KeyTypes, words[0]) < 0)
        {
            return false;
        }

        var (type, encoded) = (words[0], words[1]);
        Span<byte> blob = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, blob, out var length) || length <= TypeLengthBytes + type.Length)
        {
            return false;
        }

        for (var index = 0; index < type.Length; index++)
        {
            if (blob[TypeLengthBytes + index] != type[index])
            {
                return false;
            }
        }

        return blob[0] == 0
            && blob[1] == 0
            && blob[2] == 0
            && blob[3] == type.Length
            && IsWhole(blob[..length], TypeLengthBytes + type.Length);
    }

    /// <summary>Whether a text begins like a public RSA key.</summary>
    public static bool IsRsa(string text) => Words(text) is ["ssh-rsa", ..];

    /// <summary>Type and base64 without the comment: equal for equal keys.</summary>
    public static string WithoutComment(string text)
    {
        var words = Words(text);
        return words.Length < 2 ? text : $"{words[0]} {words[1]}";
    }

    /// <summary>A line of <c>known_hosts</c> for a host.</summary>
    /// <param name="address">The address or name by which SSH connects to it.</param>
    /// <param name="port">Its SSH port.</param>
    /// <param name="key">Its public key; a comment is left out.</param>
    public static string KnownHost(string address, int port, string key) => port == DefaultPort
        ? $"{address} {WithoutComment(key)}"
        : string.Create(CultureInfo.InvariantCulture, $"[{address}]:{port} {WithoutComment(key)}");

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // The rest is fields, each with its length in front, and they end with the key.
    private static bool IsWhole(ReadOnlySpan<byte> blob, int position)
    {
        while (position + TypeLengthBytes <= blob.Length)
        {
            var length = (blob[position] << 24) | (blob[position + 1] << 16) | (blob[position + 2] << 8) | blob[position + 3];
            if (length <= 0 || length > blob.Length - position - TypeLengthBytes)
            {
                return false;
            }

            position += TypeLengthBytes + length;
        }

        return position == blob.Length;
    }
}
