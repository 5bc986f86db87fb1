using Infra.Model.Loading;

namespace Infra.Model;

/// <summary>One of a few words.</summary>
/// <param name="noun">The kind of word, after "is not".</param>
/// <param name="words">The words.</param>
public abstract class OneOfAttribute(string noun, params string[] words) : ConstraintAttribute(noun, $"one of {string.Join(", ", words)}")
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; } = words;

    /// <inheritdoc/>
    public override bool Holds(object value) => value is string word && Words.Contains(word);

    /// <inheritdoc/>
    public override string Remedy(string value) => Hint.For(value, Words);
}
