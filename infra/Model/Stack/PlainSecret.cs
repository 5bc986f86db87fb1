namespace Infra.Model;

/// <summary>Recognition of secrets written in plain text.</summary>
public static class PlainSecret
{
    private static readonly string[] NameParts =
        ["password", "passwd", "secret", "token", "api_key", "apikey", "private_key", "privatekey", "credential"];

    private static readonly string[] ValueStarts =
        ["ghp_", "github_pat_", "glpat-", "AKIA", "xoxb-", "xoxp-", "sk_live_", "AGE-SECRET-KEY-", "K10"];

    private const int ShortestValue = 20;

    /// <summary>Whether a variable's name says that its value is a secret.</summary>
    public static bool IsSecretName(string name) =>
        Array.Exists(NameParts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
            && !name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value is one by its look: a PEM private key, or a token with a well-known beginning.</summary>
    public static bool IsSecretValue(string value) =>
        (value.Contains("-----BEGIN", StringComparison.Ordinal) && value.Contains("PRIVATE KEY", StringComparison.Ordinal))
        || (value.Length >= ShortestValue && Array.Exists(ValueStarts, start => value.StartsWith(start, StringComparison.Ordinal)));
}
