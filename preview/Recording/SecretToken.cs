using Infra.Naming;

namespace Infra.Preview.Recording;

/// <summary>
/// Stand-ins for secrets. The preview never holds a secret: the program receives these texts instead, and every text that contains one is
/// masked.
/// </summary>
public static class SecretToken
{
    private const string Opening = "[secret ";

    /// <summary>The stand-in for the secret of a given name, as `[secret infra:hcloudToken]`.</summary>
    public static string For(string what) => Opening + what + "]";

    /// <summary>
    /// The stand-in for an encrypted value, as `[secret infra:hcloudToken 0123456789abcdef]`: it changes whenever the value is set anew,
    /// also to the same value.
    /// </summary>
    public static string ForEncrypted(string what, string encrypted) => $"{Opening}{what} {Digest.Of(encrypted)}]";

    /// <summary>Whether a text contains a stand-in.</summary>
    public static bool IsIn(string text) => text.Contains(Opening, StringComparison.Ordinal);
}
