namespace Infra.Model;

/// <summary>A value of a Kubernetes label or taint.</summary>
public sealed class LabelValueAttribute() : TextConstraintAttribute(
    "a value of a label", "at most 63 letters, digits, dashes, dots and underscores, a letter or digit first and last", Expression)
{
    internal const string Expression = "^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$";

    /// <inheritdoc/>
    public override bool AllowsEmpty => true;
}
