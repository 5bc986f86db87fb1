namespace Infra.Model;

/// <summary>A name of an HTTP header.</summary>
public sealed class HeaderNameAttribute() : TextConstraintAttribute("a header", "letters, digits and dashes", Expression, Longest)
{
    private const int Longest = 64;
    private const string Expression = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$";
}
