namespace Infra.Model;

/// <summary>A currency code of ISO 4217.</summary>
public sealed class CurrencyAttribute()
    : TextConstraintAttribute("a currency", "three capital letters, like EUR", Expression, maxLength: 3)
{
    private const string Expression = "^[A-Z]{3}$";
}
