namespace Infra.Model;

/// <summary>Headers of which none occurs twice: their names are the same in capitals and in small letters.</summary>
/// <param name="property">The headers.</param>
public sealed class UniqueHeadersAttribute(string property) : RecordConstraintAttribute(property)
{
    /// <inheritdoc/>
    public override string Words => "No header twice, in capitals or small letters.";

    /// <inheritdoc/>
    public override Violation? Check(Func<string, object?> read)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (read(Property!) is IReadOnlyDictionary<string, string> headers)
        {
            foreach (var name in headers.Keys)
            {
                if (!seen.TryAdd(name, name))
                {
                    return new(Property, $"'{seen[name]}' and '{name}' are one header", "write it once");
                }
            }
        }

        return null;
    }
}
