namespace Infra.Model;

/// <summary>A name of a Kubernetes object that is a DNS label (RFC 1123).</summary>
/// <param name="maxLength">Maximum number of characters.</param>
public sealed class ObjectNameAttribute(int maxLength = 63)
    : TextConstraintAttribute("a valid name",
        $"at most {maxLength} lower-case letters, digits and dashes, a letter or digit first and last", Expression, maxLength)
{
    private const string Expression = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$";
}
