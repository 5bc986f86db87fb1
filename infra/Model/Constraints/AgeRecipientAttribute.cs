using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A public key of age.</summary>
public sealed partial class AgeRecipientAttribute()
    : TextConstraintAttribute("a recipient of age", "a public key that begins with age1", Expression(), maxLength: 4096)
{
    [GeneratedRegex("^age1[0-9a-z]+$")]
    private static partial Regex Expression();
}
