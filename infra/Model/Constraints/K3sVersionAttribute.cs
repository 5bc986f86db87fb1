namespace Infra.Model;

/// <summary>A k3s release.</summary>
public sealed class K3sVersionAttribute()
    : TextConstraintAttribute("a k3s version", "the release in full, like v1.34.6+k3s1", Expression)
{
    private const string Expression = "^v[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}\\+k3s[0-9]{1,4}$";
}
