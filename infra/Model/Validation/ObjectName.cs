namespace Infra.Model.Validation;

/// <summary>What names look like.</summary>
public static class ObjectName
{
    private const int DnsLimit = 253;

    /// <summary>A DNS label: lower-case letters, digits and dashes, beginning and ending with a letter or digit, at most <paramref name="limit"/> characters.</summary>
    public static bool IsLabel(string text, int limit = 63)
    {
        if (text.Length == 0 || text.Length > limit || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A DNS name: labels joined by dots, at most 253 characters.</summary>
    public static bool IsDnsName(string text)
    {
        foreach (var label in text.Split('.'))
        {
            if (!IsLabel(label))
            {
                return false;
            }
        }

        return text.Length <= DnsLimit;
    }
}
