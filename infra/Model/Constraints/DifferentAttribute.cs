namespace Infra.Model;

/// <summary>Settings whose values differ from each other.</summary>
/// <param name="properties">The properties.</param>
public sealed class DifferentAttribute(params string[] properties) : RecordConstraintAttribute
{
    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Properties { get; } = properties;

    /// <inheritdoc/>
    public override string Words => $"`{string.Join("`, `", Properties.Select(Key))}` differ.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read)
    {
        var seen = new Dictionary<object, string>();
        foreach (var property in Properties)
        {
            if (read(property) is { } value && !seen.TryAdd(value, property))
            {
                return new(property, $"{value} is also {Key(seen[value])}", "choose another");
            }
        }

        return null;
    }
}
