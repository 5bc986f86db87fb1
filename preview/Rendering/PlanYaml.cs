using Infra.Model.Yaml;
using Infra.Preview.Graph;

namespace Infra.Preview.Rendering;

/// <summary>Plan values as YAML, in the style of <see cref="YamlText"/>.</summary>
public static class PlanYaml
{
    private static readonly string[] HeadOfObject = ["apiVersion", "kind", "metadata"];

    /// <summary>A document without markers, ending in a line feed; the keys of a Kubernetes object in their usual order.</summary>
    public static string Document(PlanValue value) => YamlText.Write(Plain(value, HeadOfObject));

    private static object? Plain(PlanValue value, params ReadOnlySpan<string> head) => value.Kind switch
    {
        PlanValueKind.Text => value.Text,
        PlanValueKind.Truth => value.IsTrue,
        PlanValueKind.Number => value.Number,
        PlanValueKind.List => List(value),
        PlanValueKind.Map => Map(value, head),
        _ => null,
    };

    private static List<object?> List(PlanValue list)
    {
        var items = new List<object?>(list.Items.Count);
        foreach (var item in list.Items)
        {
            items.Add(Plain(item));
        }

        return items;
    }

    private static OrderedDictionary<string, object?> Map(PlanValue map, ReadOnlySpan<string> head)
    {
        var entries = new OrderedDictionary<string, object?>(map.Keys.Count, StringComparer.Ordinal);
        foreach (var key in head)
        {
            if (map[key] is { } first)
            {
                entries.Add(key, Plain(first));
            }
        }

        for (var i = 0; i < map.Keys.Count; i++)
        {
            entries.TryAdd(map.Keys[i], Plain(map.Items[i]));
        }

        return entries;
    }
}
