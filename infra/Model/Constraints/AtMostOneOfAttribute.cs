namespace Infra.Model;

/// <summary>Settings of which at most one is given.</summary>
/// <param name="properties">The properties.</param>
public sealed class AtMostOneOfAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"At most one of `{string.Join("`, `", Properties.Select(Key))}` is given.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read)
    {
        var given = Properties.Where(property => IsGiven(read(property))).ToList();
        return given.Count > 1 ? new(given[1], $"{Keys(given, "and")} are given", "give one of them") : null;
    }
}
