using Newtonsoft.Json.Linq;

namespace Infra.Tests.Schemas;

/// <summary>File with the CRD of one kind, read on demand.</summary>
/// <param name="Set">Folder of the file, such as <c>cert-manager-1.21.1</c>.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Group">API group of the kind.</param>
/// <param name="Kind">The kind.</param>
internal sealed record CrdFile(string Set, string File, string Group, string Kind)
{
    private readonly Lazy<JObject> _definition = new(() => Read(File));

    /// <summary><c>spec</c> of the CRD.</summary>
    public JObject Spec => (JObject)_definition.Value["spec"]!;

    /// <summary>Recognises a CRD by the first lines of its file, because parsing all files takes seconds.</summary>
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
