namespace Infra.Model;

/// <summary>
/// A path with which the paths of a host's requests begin. A client sends no fragment, a rule for paths sees no query, and Traefik
/// removes empty parts and those of dots before it compares (https://doc.traefik.io/traefik/v3.6/security/request-path/).
/// </summary>
public sealed class PathPrefixAttribute()
    : TextConstraintAttribute("a path of requests", "a path that begins with a slash, without ?, # and parts like .., blanks as %20",
        Expression, Longest)
{
    /// <summary>Maximum number of characters.</summary>
    public const int Longest = UrlPathAttribute.Longest;

    private const string Expression = "^(?!.*/(\\.\\.?)?/)(?!.*/\\.\\.?$)/[^`\\s?#]*$";
}
