using System.Text.RegularExpressions;

namespace Infra.Model;

/// <summary>A container image that is fixed by the tag of one version or by a digest.</summary>
public sealed partial class PinnedImageAttribute()
    : ConstraintAttribute("a pinned image", "an image with the tag of one version or with a digest, like nginx:1.29.1")
{
    /// <inheritdoc/>
    public override string Pattern => Expression().ToString();

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is string { Length: < 4096 } image && Expression().IsMatch(image) && ImageReference.Parse(image).IsPinned;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/:-]*(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex Expression();
}
