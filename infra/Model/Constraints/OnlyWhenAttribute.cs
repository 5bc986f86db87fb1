namespace Infra.Model;

/// <summary>A setting that may be given only when another one has a certain value.</summary>
/// <param name="property">The setting.</param>
/// <param name="other">The other setting.</param>
/// <param name="value">Name of the value with which the setting is read, see <see cref="RequiredWhenAttribute"/>.</param>
public sealed class OnlyWhenAttribute(string property, string other, string value) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Other { get; } = other;

    /// <summary>Name of the value with which the setting is read.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override string Words => $"Only when `{Key(Other)}` is `{Key(Value)}`.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        IsGiven(read(Property!)) && read(Other)?.ToString() != Value
            ? new(Property, $"nothing reads it while {Key(Other)} is {Word(read(Other))}",
                $"set {Key(Other)}: {Key(Value)}, or remove {Key(Property!)}")
            : null;
}
