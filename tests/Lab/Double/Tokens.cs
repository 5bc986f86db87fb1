using System.Security.Cryptography;
using System.Text;

namespace Infra.Lab.Double;

/// <summary>
/// The two formats of a k3s token: the password only, and <c>K10&lt;SHA-256 of the authority&gt;::&lt;user&gt;:&lt;password&gt;</c>.
/// </summary>
internal static class Tokens
{
    /// <summary>The full form.</summary>
    public static string Full(string authority, string user, string password) => $"K10{Digest(authority)}::{user}:{password}";

    /// <summary>The password in a token of either form.</summary>
    public static string Password(string token) =>
        token.StartsWith("K10", StringComparison.Ordinal) ? token[(token.LastIndexOf(':') + 1)..] : token;

    /// <summary>Checks a CA against the digest in a full token; a password without digest accepts any CA.</summary>
    public static void Verify(string token, string authority)
    {
        if (token.StartsWith("K10", StringComparison.Ordinal) && !token.StartsWith($"K10{Digest(authority)}::", StringComparison.Ordinal))
        {
            throw new RefusedException(
                $"token CA hash does not match the Cluster CA certificate hash: {token[3..11]} != {Digest(authority)[..8]}", fatal: true);
        }
    }

    private static string Digest(string authority) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(authority)));
}
