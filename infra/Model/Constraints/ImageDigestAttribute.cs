using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A digest of a container image.</summary>
public sealed partial class ImageDigestAttribute()
    : TextConstraintAttribute("a digest of an image", "sha256: and 64 lower-case hexadecimal digits", Expression(), maxLength: 71)
{
    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Expression();
}
