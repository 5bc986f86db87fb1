using System.Security.Cryptography;
using System.Text;
using Infra.Cluster;
using Infra.Preview.Graph;

namespace Infra.Tests.Snapshots;

/// <summary>
/// Replaces the text of every embedded script in a plan by its name and digest. The script itself is a file of the repository: a changed
/// line of it is one line of its diff, and one line wherever a plan contains it.
/// </summary>
internal static class ScriptReferences
{
    private static readonly (string Text, string Reference)[] Scripts = [.. Embedded().OrderByDescending(script => script.Text.Length)];

    /// <summary>The value with references in place of scripts.</summary>
    public static PlanValue In(PlanValue value) => value.Kind switch
    {
        PlanValueKind.Text => PlanValue.OfText(In(value.Text)),
        PlanValueKind.List => PlanValue.OfList([.. value.Items.Select(In)]),
        PlanValueKind.Map => PlanValue.OfMap([.. value.Keys], [.. value.Items.Select(In)]),
        _ => value,
    };

    /// <summary>The text with references in place of scripts, those inside single quotes of the shell included.</summary>
    public static string In(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var (script, reference) in Scripts)
        {
            text = text.Replace(script, reference, StringComparison.Ordinal);
        }

        return text;
    }

    private static IEnumerable<(string Text, string Reference)> Embedded()
    {
        var program = typeof(InfraStack).Assembly;
        foreach (var name in program.GetManifestResourceNames().Where(name => Path.GetExtension(name) is ".sh" or ".sql"))
        {
            using var reader = new StreamReader(program.GetManifestResourceStream(name)!, Encoding.UTF8);
            var whole = reader.ReadToEnd();
            var text = whole.StartsWith("#!", StringComparison.Ordinal)
                ? whole[(whole.IndexOf('\n', StringComparison.Ordinal) + 1)..]
                : whole;
            text = text.StartsWith(NodeStep.RequiresNode, StringComparison.Ordinal) ? text[NodeStep.RequiresNode.Length..] : text;
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
            var reference = $"<{name} {digest}>\n";
            yield return (text, reference);
            yield return (text.Replace("'", "'\\''", StringComparison.Ordinal), reference);
        }
    }
}
