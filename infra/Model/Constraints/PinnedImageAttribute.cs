namespace Infra.Model;

/// <summary>A container image that is fixed by the tag of one version or by a digest.</summary>
public sealed class PinnedImageAttribute()
    : ConstraintAttribute("a pinned image", "an image with the tag of one version or with a digest, like nginx:1.29.1")
{
    private const string Expression = "^[A-Za-z0-9][A-Za-z0-9._/:-]*(@sha256:[0-9a-f]{64})?$";

    /// <inheritdoc/>
    public override string Pattern => Expression;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is string { Length: < 4096 } image && Expressions.IsMatch(Expression, image) && ImageReference.Parse(image).IsPinned;
}
