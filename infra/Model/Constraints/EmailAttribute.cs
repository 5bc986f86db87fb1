namespace Infra.Model;

/// <summary>
/// A mail address as Let's Encrypt takes it: at a public domain, and not at one for documentation
/// (https://github.com/letsencrypt/boulder/blob/main/policy/pa.go, ValidEmail; RFC 2606).
/// </summary>
public sealed class EmailAttribute()
    : TextConstraintAttribute("a mail address at a public domain", "an address at a domain of your own, not at example.org", Expression,
        maxLength: 254)
{
    private const string Documentation = "example\\.(com|net|org)|([^@]*\\.)?(example|invalid|localhost|test)";
    private const string Expression = $"^(?!.*@({Documentation})$)[^@\\s]+@[^@\\s]+\\.[^@\\s.]+$";
}
