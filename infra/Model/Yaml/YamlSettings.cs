namespace Infra.Model.Yaml;

/// <summary>The single values of a piece of YAML by their paths, to compare two versions of a file.</summary>
public static class YamlSettings
{
    /// <summary>The values by path; a named entry of a list is found by its name, and an empty map or list is a value too.</summary>
    public static IReadOnlyDictionary<string, string> Of(YamlNode root)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(root, "", values);
        return values;
    }

    private static void Add(YamlNode node, string path, Dictionary<string, string> values)
    {
        switch (node)
        {
            case YamlMap { Entries.Count: > 0 } map:
                foreach (var entry in map.Entries)
                {
                    Add(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", values);
                }

                break;
            case YamlSequence { Items.Count: > 0 } list:
                for (var index = 0; index < list.Items.Count; index++)
                {
                    Add(list.Items[index], $"{path}[{(list.IsNamed ? ((YamlMap)list.Items[index]).Text("name") : index)}]", values);
                }

                break;
            case YamlScalar scalar:
                values[path] = scalar.Plain ? scalar.Text : $"'{scalar.Text}'";
                break;
            default:
                values[path] = "";
                break;
        }
    }
}
