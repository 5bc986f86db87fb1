namespace Infra.Model;

/// <summary>A digest of a container image.</summary>
public sealed class ImageDigestAttribute()
    : TextConstraintAttribute("a digest of an image", "sha256: and 64 lower-case hexadecimal digits", Expression, maxLength: 71)
{
    private const string Expression = "^sha256:[0-9a-f]{64}$";
}
