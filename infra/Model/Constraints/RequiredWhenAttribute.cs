namespace Infra.Model;

/// <summary>A setting that must be given when another one has one of some values.</summary>
/// <param name="property">The setting.</param>
/// <param name="other">The other setting.</param>
/// <param name="values">The values with which the setting is required.</param>
public sealed class RequiredWhenAttribute(string property, string other, params object[] values) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Other { get; } = other;

    /// <summary>The values with which the setting is required.</summary>
    public IReadOnlyList<object> Values { get; } = values;

    /// <inheritdoc/>
    public override string Words => $"Required when `{Key(Other)}` is {string.Join(" or ", Values.Select(value => $"`{Word(value)}`"))}.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        Values.Contains(read(Other)) && !IsGiven(read(Property!))
            ? new(null, $"{Key(Other)} is {Word(read(Other))}, and there is no {Key(Property!)}",
                $"set {Key(Property!)}, or another {Key(Other)}")
            : null;
}
