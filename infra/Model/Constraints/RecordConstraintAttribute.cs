using System.Collections;
using Infra.Model.Loading;

namespace Infra.Model;

/// <summary>
/// A rule between the settings of one record. Declared on the record, so that one reflection call finds all rules instead of one for each
/// setting.
/// </summary>
/// <param name="property">The property that the rule is about; null for the record as a whole.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public abstract class RecordConstraintAttribute(string? property = null) : Attribute
{
    /// <summary>The property that the rule is about; null for the record as a whole.</summary>
    public string? Property { get; } = property;

    /// <summary>The rule as a sentence, for the guide.</summary>
    public abstract string Words { get; }

    /// <summary>Checks a record.</summary>
    /// <param name="read">Reads a property of the record by its name.</param>
    /// <returns>Description of the problem; null when the record keeps the rule.</returns>
    public abstract Violation? Check(Func<string, object?> read);

    /// <summary>The key of a property.</summary>
    protected static string Key(string property) => ValueForm.Key(property);

    /// <summary>Several keys, as in a sentence.</summary>
    protected static string Keys(IEnumerable<string> properties, string conjunction)
    {
        var keys = properties.Select(Key).ToList();
        return keys.Count == 1 ? keys[0] : $"{string.Join(", ", keys[..^1])} {conjunction} {keys[^1]}";
    }

    /// <summary>Whether a setting is given: neither null, nor empty, nor zero.</summary>
    protected static bool IsGiven(object? value) => value switch
    {
        null or "" or 0 => false,
        ICollection { Count: 0 } => false,
        _ => true,
    };

    /// <summary>A value as it is written in YAML.</summary>
    protected static string Word(object? value) => value switch
    {
        Enum word => ValueForm.Word(word.GetType(), word.ToString()),
        bool truth => truth ? "true" : "false",
        _ => $"{value}",
    };
}
