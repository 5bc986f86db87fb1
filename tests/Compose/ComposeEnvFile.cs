using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Tests.Compose;

/// <summary>
/// Reads an env file by the rules of Compose (github.com/compose-spec/compose-go v2.13, dotenv/parser.go and template), as far as files of
/// this program use them: one variable a line, the value quoted.
/// </summary>
internal static partial class ComposeEnvFile
{
    /// <summary>The variables of a file.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var equals = text.IndexOf('=', at);
            var name = text[at..equals];
            at = equals + 1;
            if (at < text.Length && text[at] is '\'' or '"')
            {
                var quote = text[at++];
                var raw = Quoted(text, quote, ref at);
                variables[name] = quote == '"' ? Expand(raw) : raw;
            }
            else
            {
                var end = text.IndexOf('\n', at);
                variables[name] = text[at..(end < 0 ? text.Length : end)].Split(" #")[0].TrimEnd();
                at = end < 0 ? text.Length : end;
            }
        }
        return variables;
    }

    /// <summary>A backslash stands for the quote after it, and is kept before everything else.</summary>
    private static string Quoted(string text, char quote, ref int at)
    {
        var value = new StringBuilder();
        while (at < text.Length)
        {
            var letter = text[at++];
            if (letter == quote)
            {
                return value.ToString();
            }
            if (letter == '\\' && at < text.Length)
            {
                var next = text[at++];
                value.Append(next == quote ? "" : "\\").Append(next);
                continue;
            }
            value.Append(letter);
        }
        throw new FormatException("unterminated quoted value");
    }

    private static string Expand(string raw) => Variable().Replace(
        Escape().Replace(raw, static match => match.Value switch
        {
            "\\$" => "$$",
            "\\\\" => "\\",
            "\\\"" => "\"",
            "\\n" => "\n",
            "\\r" => "\r",
            "\\t" => "\t",
            _ => throw new FormatException($"escape {match.Value}"),
        }),
        static match => match.Value == "$$" ? "$" : "");

    [GeneratedRegex("""\\(?:[abcfnrtv$"\\]|0\d{0,3})""")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\$\$|\$\{[^}]*\}|\$[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Variable();
}
