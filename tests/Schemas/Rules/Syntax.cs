using System.Text.RegularExpressions;

namespace Infra.Tests.Schemas.Rules;

/// <summary>Syntax of names in Kubernetes (apimachinery's <c>util/validation</c>).</summary>
internal static partial class Syntax
{
    private const int LabelLimit = 63;
    private const int NameLimit = 253;

    /// <summary>DNS label (RFC 1123).</summary>
    public static bool IsLabel(string text) => text.Length <= LabelLimit && Label().IsMatch(text);

    /// <summary>DNS label that begins with a letter (RFC 1035), such as the name of a Service.</summary>
    public static bool IsServiceName(string text) => IsLabel(text) && char.IsAsciiLetterLower(text[0]);

    /// <summary>DNS subdomain (RFC 1123).</summary>
    public static bool IsSubdomain(string text) =>
        text.Length <= NameLimit && Array.TrueForAll(text.Split('.'), part => Label().IsMatch(part));

    /// <summary>Segment of a URL path, such as the name of a role.</summary>
    public static bool IsPathSegment(string text) =>
        text is not ("" or "." or "..") && !text.Contains('/', StringComparison.Ordinal) && !text.Contains('%', StringComparison.Ordinal);

    /// <summary>Key of a label or annotation: an optional DNS subdomain and a name.</summary>
    public static bool IsQualifiedName(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 || IsSubdomain(text[..slash])) && IsName(text[(slash + 1)..]);
    }

    /// <summary>Value of a label.</summary>
    public static bool IsLabelValue(string text) => text.Length == 0 || IsName(text);

    /// <summary>Key of a ConfigMap or Secret.</summary>
    public static bool IsDataKey(string text) =>
        text.Length <= NameLimit && text is not ("." or "..") && !text.StartsWith(
            "..", StringComparison.Ordinal) && DataKey().IsMatch(text);

    /// <summary>Name of an environment variable in the strict form, which shells and every version of Kubernetes accept.</summary>
    public static bool IsVariable(string text) => Variable().IsMatch(text);

    /// <summary>Name of a port (RFC 6335).</summary>
    public static bool IsPortName(string text) =>
        text.Length <= 15 && PortName().IsMatch(text) && text.Any(char.IsAsciiLetterLower) && !text.Contains(
            "--", StringComparison.Ordinal);

    private static bool IsName(string text) => text.Length <= LabelLimit && Name().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[-._a-zA-Z0-9]+\z")]
    private static partial Regex DataKey();

    [GeneratedRegex(@"\A[-._a-zA-Z][-._a-zA-Z0-9]*\z")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex PortName();
}
