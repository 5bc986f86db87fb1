namespace Infra.Model;

/// <summary>A setting that may be given only when another one has a certain value.</summary>
/// <param name="property">The setting.</param>
/// <param name="other">The other setting.</param>
/// <param name="value">The value with which the setting is read.</param>
public sealed class OnlyWhenAttribute(string property, string other, object value) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Other { get; } = other;

    /// <summary>The value with which the setting is read.</summary>
    public object Value { get; } = value;

    /// <inheritdoc/>
    public override string Words => $"Only when `{Key(Other)}` is `{Word(Value)}`.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        IsGiven(read(Property!)) && !Value.Equals(read(Other))
            ? new(Property, $"nothing reads it while {Key(Other)} is {Word(read(Other))}",
                $"set {Key(Other)}: {Word(Value)}, or remove {Key(Property!)}")
            : null;
}
