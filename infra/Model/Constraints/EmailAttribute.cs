namespace Infra.Model;

/// <summary>A mail address.</summary>
public sealed class EmailAttribute()
    : TextConstraintAttribute("a mail address", "an address like ops@example.org", Expression, maxLength: 254)
{
    private const string Expression = "^[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$";
}
