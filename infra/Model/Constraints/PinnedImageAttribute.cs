namespace Infra.Model;

/// <summary>
/// A container image that stays the same: with the tag of one version, or with a digest; in the form that registries know
/// (https://github.com/distribution/reference/blob/main/reference.go).
/// </summary>
public sealed class PinnedImageAttribute()
    : ConstraintAttribute("a pinned image", "an image in lower case with the tag of one version or with a digest, like nginx:1.29.1")
{
    private const int LongestName = 255;
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private const string Registry = $"({Label}(\\.{Label})*(:{HttpUrlAttribute.Port})?/)?";
    private const string Part = "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*";
    private const string Expression =
        $"^{Registry}{Part}(/{Part})*(:[A-Za-z0-9_][A-Za-z0-9_.-]{{0,127}})?(@sha256:[0-9a-f]{{64}})?$";

    /// <inheritdoc/>
    public override string Pattern => Expression;

    /// <inheritdoc/>
    public override bool Holds(object value) =>
        value is string text
        && ImageReference.Parse(text) is { IsPinned: true, Repository.Length: <= LongestName }
        && Expressions.IsMatch(Expression, text);
}
