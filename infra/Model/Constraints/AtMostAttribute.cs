namespace Infra.Model;

/// <summary>A setting that is at most as large as another one.</summary>
/// <param name="property">The setting.</param>
/// <param name="limit">The other setting.</param>
public sealed class AtMostAttribute(string property, string limit) : RecordConstraintAttribute(property)
{
    /// <summary>The other setting.</summary>
    public string Limit { get; } = limit;

    /// <inheritdoc/>
    public override string Words => $"At most `{Key(Limit)}`.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        read(Property!) is { } value && read(Limit) is { } most && IsMore(value, most)
            ? new(Property, $"{value} is more than {Key(Limit)}, which is {most}", $"write at most {most}, or raise {Key(Limit)}")
            : null;

    private static bool IsMore(object value, object limit) => (value, limit) switch
    {
        (Quantity left, Quantity right) => left > right,
        (int left, int right) => left > right,
        (decimal left, decimal right) => left > right,
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no order here"),
    };
}
