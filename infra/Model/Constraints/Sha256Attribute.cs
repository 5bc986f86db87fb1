using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A SHA-256 checksum.</summary>
public sealed partial class Sha256Attribute()
    : TextConstraintAttribute("a SHA-256", "64 lower-case hexadecimal digits", Expression(), maxLength: 64)
{
    [GeneratedRegex("^[0-9a-f]{64}$")]
    internal static partial Regex Expression();
}
