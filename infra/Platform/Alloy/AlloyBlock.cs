using System.Text;

namespace Infra.Platform;

/// <summary>A block of Alloy's configuration: its attributes, each with an expression, and the blocks in it.</summary>
/// <param name="Name">Name of the component, or of the block in a component.</param>
/// <param name="Label">Label that tells components of one name apart; null for a block that has none.</param>
public sealed record AlloyBlock(string Name, string? Label = null)
{
    private const int Indent = 2;

    /// <summary>Attributes in order: name and expression.</summary>
    public IReadOnlyList<(string Name, string Expression)> Attributes { get; init; } = [];

    /// <summary>Blocks in this one, after its attributes.</summary>
    public IReadOnlyList<AlloyBlock> Blocks { get; init; } = [];

    /// <summary>A text as an expression.</summary>
    /// <param name="text">The text.</param>
    public static string Text(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Texts as an expression.</summary>
    /// <param name="texts">The texts.</param>
    public static string Texts(params IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    /// <summary>A map of texts as an expression; the values are expressions.</summary>
    /// <param name="entries">Names and expressions.</param>
    public static string Map(params IEnumerable<(string Name, string Expression)> entries) =>
        $"{{{string.Join(", ", entries.Select(entry => $"{Text(entry.Name)} = {entry.Expression}"))}}}";

    /// <summary>The text of a configuration.</summary>
    /// <param name="blocks">Its blocks.</param>
    public static string Write(IEnumerable<AlloyBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            block.Write(text, 0);
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, int depth)
    {
        var (outer, inner) = (new string(' ', depth * Indent), new string(' ', (depth + 1) * Indent));
        text.Append(outer).Append(Name);
        if (Label is not null)
        {
            text.Append(' ').Append(Text(Label));
        }

        if (Attributes.Count == 0 && Blocks.Count == 0)
        {
            text.Append(" {}\n");
            return;
        }

        text.Append(" {\n");
        foreach (var (name, expression) in Attributes)
        {
            text.Append(inner).Append(name).Append(" = ").Append(expression).Append('\n');
        }

        foreach (var block in Blocks)
        {
            block.Write(text, depth + 1);
        }

        text.Append(outer).Append("}\n");
    }
}
