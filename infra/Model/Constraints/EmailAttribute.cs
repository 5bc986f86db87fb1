using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A mail address.</summary>
public sealed partial class EmailAttribute()
    : TextConstraintAttribute("a mail address", "an address like ops@example.org", Expression(), maxLength: 254)
{
    [GeneratedRegex("^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$")]
    private static partial Regex Expression();
}
