namespace Infra.Model;

/// <summary>Settings that are given together or not at all.</summary>
/// <param name="properties">The properties.</param>
public sealed class AllOrNoneAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"`{string.Join("`, `", Properties.Select(Key))}` are given together or not at all.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read)
    {
        var given = Properties.Where(property => read(property) is not null).ToList();
        return given.Count == 0 || given.Count == Properties.Count
            ? null
            : new(given[0], $"{Keys(given, "and")} without {Keys(Properties.Except(given), "and")}", "give both, or neither");
    }
}
