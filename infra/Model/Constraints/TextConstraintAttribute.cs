namespace Infra.Model;

/// <summary>A rule for texts, given by a regular expression that holds in the loader and in the schema alike.</summary>
/// <param name="noun">The kind of text, with its article.</param>
/// <param name="form">The texts that keep the rule, after "write".</param>
/// <param name="expression">The regular expression, anchored at both ends.</param>
/// <param name="maxLength">Maximum number of characters.</param>
public abstract class TextConstraintAttribute(string noun, string form, string expression, int maxLength = int.MaxValue)
    : ConstraintAttribute(noun, form)
{
    /// <summary>Maximum number of characters.</summary>
    public int MaxLength { get; } = maxLength;

    /// <inheritdoc/>
    public override string Pattern { get; } = expression;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string text && text.Length <= MaxLength && Expressions.IsMatch(Pattern, text);
}
