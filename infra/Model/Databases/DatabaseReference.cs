using System.Diagnostics.CodeAnalysis;
using Infra.Model.Loading;

namespace Infra.Model;

/// <summary>Reference to a property of a database, written <c>server/database/property</c>.</summary>
/// <param name="Server">Name of the database server.</param>
/// <param name="Database">Name of the database on it.</param>
/// <param name="Property">The property.</param>
public sealed record DatabaseReference(string Server, string Database, DatabaseProperty Property)
{
    /// <summary>The properties as they are written.</summary>
    public static IReadOnlyList<string> Properties { get; } = ValueForm.WordsOf(typeof(DatabaseProperty));

    /// <summary>Parses <c>server/database/property</c>.</summary>
    /// <exception cref="FormatException">The text is no reference; the message says what is wrong.</exception>
    public static DatabaseReference Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException(problem);

    /// <summary>Parses <c>server/database/property</c>. On failure, returns false, the problem and its remedy.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseReference? value, out string problem)
    {
        value = null;
        if (text.Split('/') is not [{ Length: > 0 } server, { Length: > 0 } database, var property])
        {
            problem = $"'{text}' is no property of a database; write it as server/database/property";
            return false;
        }

        for (var index = 0; index < Properties.Count; index++)
        {
            if (Properties[index] == property)
            {
                value = new(server, database, (DatabaseProperty)index);
                problem = "";
                return true;
            }
        }

        problem = $"there is no property of a database '{property}'; {Hint.For(property, Properties)}";
        return false;
    }

    /// <summary>The reference as it is written.</summary>
    public override string ToString() => $"{Server}/{Database}/{ValueForm.Key(Property.ToString())}";
}
