namespace Infra.Preview.Recording;

/// <summary>
/// The stand-ins for secrets. The preview never holds a secret: the program is given these texts instead, and whatever contains one is shown masked.
/// </summary>
public static class SecretToken
{
    private const string Opening = "[secret ";

    /// <summary>The stand-in for the secret that something is called, as `[secret infra:hcloudToken]`.</summary>
    public static string For(string what) => Opening + what + "]";

    /// <summary>Whether a text contains a stand-in.</summary>
    public static bool IsIn(string text) => text.Contains(Opening, StringComparison.Ordinal);
}
