namespace Infra.Model.Validation;

/// <summary>What names look like.</summary>
public static class ObjectName
{
    /// <summary>A DNS label: lower-case letters, digits and dashes, beginning and ending with a letter or digit, at most <paramref name="limit"/> characters.</summary>
    public static bool IsLabel(string text, int limit = 63) =>
        text.Length > 0 && text.Length <= limit && text[0] != '-' && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>A DNS name: labels joined by dots, at most 253 characters.</summary>
    public static bool IsDnsName(string text) => text.Length <= 253 && text.Split('.').All(label => IsLabel(label));
}
