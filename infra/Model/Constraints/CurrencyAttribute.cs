using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A currency code of ISO 4217.</summary>
public sealed partial class CurrencyAttribute()
    : TextConstraintAttribute("a currency", "three capital letters, like EUR", Expression(), maxLength: 3)
{
    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Expression();
}
