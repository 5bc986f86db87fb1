namespace Infra.Model;

/// <summary>Settings with defaults, of which at least one is not zero.</summary>
/// <param name="properties">The properties.</param>
public sealed class NotAllZeroAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"`{string.Join("`, `", Properties.Select(Key))}` are not all 0.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        Properties.Any(property => IsGiven(read(property)))
            ? null
            : new(null, $"{Keys(Properties, "and")} are 0", "give at least one of them another value, or leave it out for its default");
}
