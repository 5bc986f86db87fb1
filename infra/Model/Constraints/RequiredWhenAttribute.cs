namespace Infra.Model;

/// <summary>A setting that must be given when another one has one of some values.</summary>
/// <param name="property">The setting.</param>
/// <param name="other">The other setting.</param>
/// <param name="values">
/// Names of the values with which the setting is required. Names, because the runtime finds the type of an enum value in an attribute by
/// parsing its name, which costs a preview 2 of its 200 ms.
/// </param>
public sealed class RequiredWhenAttribute(string property, string other, params string[] values) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Other { get; } = other;

    /// <summary>Names of the values with which the setting is required.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <inheritdoc/>
    public override string Words => $"Required when `{Key(Other)}` is {string.Join(" or ", Values.Select(value => $"`{Key(value)}`"))}.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        read(Other) is { } value && Values.Contains(value.ToString()) && !IsGiven(read(Property!))
            ? new(null, $"{Key(Other)} is {Word(value)}, and there is no {Key(Property!)}",
                $"set {Key(Property!)}, or another {Key(Other)}")
            : null;
}
