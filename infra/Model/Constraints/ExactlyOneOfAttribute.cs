namespace Infra.Model;

/// <summary>Settings of which exactly one is given.</summary>
/// <param name="properties">The properties.</param>
public sealed class ExactlyOneOfAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"Exactly one of `{string.Join("`, `", Properties.Select(Key))}` is given.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read)
    {
        var given = Properties.Where(property => read(property) is not null).ToList();
        return given.Count == 1 ? null
            : given.Count == 0 ? new(null, $"neither {Keys(Properties, "nor")} is given", "give one of them")
            : new(given[1], $"{Keys(given, "and")} are given", "give one of them");
    }
}
