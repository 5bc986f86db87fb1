using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>A file with the definition of one kind; it is read when the kind is asked for.</summary>
/// <param name="Set">The folder it comes from, as `cert-manager-1.21.1`.</param>
/// <param name="File">Its path.</param>
/// <param name="Group">The kind's API group.</param>
/// <param name="Kind">The kind.</param>
internal sealed record CrdFile(string Set, string File, string Group, string Kind)
{
    private readonly Lazy<JObject> _definition = new(() => Read(File));

    /// <summary>The <c>spec</c> of the definition.</summary>
    public JObject Spec => (JObject)_definition.Value["spec"]!;

    /// <summary>The definition in a file, known by its first lines: reading all of them whole would take seconds.</summary>
    public static CrdFile? Glance(string set, string file)
    {
        string? group = null, kind = null;
        var found = false;
        foreach (var line in System.IO.File.ReadLines(file))
        {
            found |= line == "kind: CustomResourceDefinition";
            group ??= After(line, "  group: ");
            kind ??= After(line, "    kind: ");
            if (found && group is not null && kind is not null)
            {
                return new(set, file, group, kind);
            }
        }

        return found ? throw new InvalidDataException(
            $"{file}: a CustomResourceDefinition whose group and kind are not where they are in all others") : null;
    }

    private static string? After(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..].Trim().Trim('"', '\'') : null;

    private static JObject Read(string file) =>
        YamlTokens.Documents(System.IO.File.ReadAllText(file)).OfType<JObject>()
            .Single(document => document.Text("kind") == "CustomResourceDefinition");
}
