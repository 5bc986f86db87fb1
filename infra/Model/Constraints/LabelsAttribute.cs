namespace Infra.Model;

/// <summary>Kubernetes labels with their values.</summary>
public class LabelsAttribute()
    : ConstraintAttribute("a label", $"a key of {LabelKeyAttribute.Keys}, and a value of at most 63 of these characters")
{
    /// <inheritdoc/>
    public override bool AllowsEmpty => true;

    /// <inheritdoc/>
    public override string Pattern => LabelValueAttribute.Expression;

    /// <inheritdoc/>
    public override string KeyPattern => LabelKeyAttribute.Expression;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string text && Expressions.IsMatch(LabelValueAttribute.Expression, text);

    /// <inheritdoc/>
    public override bool HoldsForKey(string key) => LabelKeyAttribute.Is(key);
}
