namespace Infra.Model;

/// <summary>A public key of age.</summary>
public sealed class AgeRecipientAttribute()
    : TextConstraintAttribute("a recipient of age", "a public key that begins with age1", Expression, maxLength: 4096)
{
    private const string Expression = "^age1[0-9a-z]+$";
}
