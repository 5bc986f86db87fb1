using System.Text;
using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>Something wrong with a described system.</summary>
/// <param name="Position">The file and line.</param>
/// <param name="Setting">The path of the setting; empty for a file as a whole.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Right">What to do.</param>
/// <param name="Level">How much it matters.</param>
public sealed record Problem(Position Position, string Setting, string Wrong, string Right, ProblemLevel Level = ProblemLevel.Error)
{
    /// <summary><c>file:line: path.to.setting: what is wrong; what to do</c>, on one line, without control characters.</summary>
    public override string ToString()
    {
        var level = Level == ProblemLevel.Warning ? "warning: " : "";
        var text = $"{Position}: {level}{Setting}{(Setting.Length > 0 ? ": " : "")}{Wrong}; {Right}";
        return text.Any(char.IsControl) ? Escape(text) : text;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                escaped.Append("\\u").Append(((int)character).ToString("x4"));
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }
}
