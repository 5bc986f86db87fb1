namespace Infra.Model;

/// <summary>A name that Kubernetes services begin with: a DNS label that begins with a letter (RFC 1035).</summary>
/// <param name="maxLength">Maximum number of characters.</param>
public sealed class ServiceNameAttribute(int maxLength = 63)
    : TextConstraintAttribute("a valid name",
        $"at most {maxLength} lower-case letters, digits and dashes, a letter first, a letter or digit last", Expression, maxLength)
{
    private const string Expression = "^[a-z]([a-z0-9-]*[a-z0-9])?$";
}
