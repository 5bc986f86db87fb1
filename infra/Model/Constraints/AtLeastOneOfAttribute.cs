namespace Infra.Model;

/// <summary>Settings of which at least one is given: neither empty nor zero.</summary>
/// <param name="properties">The properties.</param>
public sealed class AtLeastOneOfAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"At least one of `{string.Join("`, `", Properties.Select(Key))}` is given.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read) =>
        Properties.Any(property => IsGiven(read(property)))
            ? null
            : new(null, $"neither {Keys(Properties, "nor")} is given", "give at least one of them");
}
