using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A name of a Kubernetes object that is a DNS label (RFC 1123).</summary>
/// <param name="maxLength">Maximum number of characters.</param>
public sealed partial class ObjectNameAttribute(int maxLength = 63)
    : TextConstraintAttribute("a valid name",
        $"at most {maxLength} lower-case letters, digits and dashes, a letter or digit first and last", Expression(), maxLength)
{
    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")]
    private static partial Regex Expression();
}
