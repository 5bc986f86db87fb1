namespace Infra.Model;

/// <summary>A SHA-256 checksum.</summary>
public sealed class Sha256Attribute()
    : TextConstraintAttribute("a SHA-256", "64 lower-case hexadecimal digits", Expression, maxLength: 64)
{
    internal const string Expression = "^[0-9a-f]{64}$";
}
