using Infra.Model.Yaml;
using Infra.Preview.Graph;

namespace Infra.Preview.Rendering;

/// <summary>Plan values as YAML.</summary>
public static class PlanYaml
{
    private static readonly string[] HeadOfObject = ["apiVersion", "kind", "metadata"];

    /// <summary>A document without markers, ending in a line feed; the keys of a Kubernetes object in their usual order.</summary>
    public static string Document(PlanValue value)
        => YamlText.Write(value.Kind == PlanValueKind.Map ? Map(value, HeadOfObject) : Plain(value));

    private static object? Plain(PlanValue value)
    {
        switch (value.Kind)
        {
            case PlanValueKind.Text:
                return value.Text;
            case PlanValueKind.Truth:
                return value.IsTrue;
            case PlanValueKind.Number:
                return value.Number;
            case PlanValueKind.Map:
                return Map(value, []);
            case PlanValueKind.List:
                var items = new List<object?>(value.Items.Count);
                foreach (var item in value.Items)
                {
                    items.Add(Plain(item));
                }
                return items;
            default:
                return null;
        }
    }

    /// <summary>Copies a dictionary. A dictionary from which nothing is removed keeps its insertion order.</summary>
    private static Dictionary<string, object?> Map(PlanValue map, string[] head)
    {
        var entries = new Dictionary<string, object?>(map.Keys.Count, StringComparer.Ordinal);
        foreach (var key in head)
        {
            if (map[key] is { } value)
            {
                entries.Add(key, Plain(value));
            }
        }
        for (var i = 0; i < map.Keys.Count; i++)
        {
            entries.TryAdd(map.Keys[i], Plain(map.Items[i]));
        }
        return entries;
    }
}
