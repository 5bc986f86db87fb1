using System.Text.Json;
using Infra.Preview.Graph;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Preview.Diff;

/// <summary>JSON and YAML documents that are embedded in texts.</summary>
internal static class TextDocument
{
    private const int DeepestNode = 200;

    private static readonly string[] YamlStarts = ["---\n", "#cloud-config\n", "apiVersion: "];

    /// <summary>
    /// Whether two texts are documents of equal content. Only a name or a beginning marks a YAML document, because many scripts and
    /// settings happen to parse as YAML.
    /// </summary>
    /// <param name="name">Name of the field or file that holds them.</param>
    /// <param name="old">Former text.</param>
    /// <param name="text">New text.</param>
    public static bool HaveSameContent(string name, string old, string text)
    {
        if (MayBeJson(old) && MayBeJson(text))
        {
            return SameJson(old, text);
        }
        return IsYamlName(name) || (StartsAsYaml(old) && StartsAsYaml(text)) ? SameYaml(old, text) : false;
    }

    /// <summary>Whether a text begins and ends like a JSON map or list.</summary>
    public static bool MayBeJson(string text)
    {
        var inner = text.AsSpan().Trim();
        return inner.Length > 1 && (inner[0], inner[^1]) is ('{', '}') or ('[', ']');
    }

    private static bool IsYamlName(string name) =>
        name is "values" or "valuesContent" or "yaml"
        || name.EndsWith(".yaml", StringComparison.Ordinal)
        || name.EndsWith(".yml", StringComparison.Ordinal);

    private static bool StartsAsYaml(string text) => Array.Exists(YamlStarts, start => text.StartsWith(start, StringComparison.Ordinal));

    private static bool SameJson(string old, string text)
    {
        try
        {
            using var oldDocument = JsonDocument.Parse(old);
            using var document = JsonDocument.Parse(text);
            return JsonElement.DeepEquals(oldDocument.RootElement, document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool SameYaml(string old, string text)
    {
        try
        {
            var oldDocuments = Read(old);
            var documents = Read(text);
            return oldDocuments.Count == documents.Count && oldDocuments.Zip(documents).All(pair => Same(pair.First, pair.Second, 0));
        }
        catch (YamlException)
        {
            return false;
        }
    }

    private static List<YamlNode> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static bool Same(YamlNode old, YamlNode node, int depth) => depth < DeepestNode && (old, node) switch
    {
        (YamlScalarNode a, YamlScalarNode b) => a.Value == b.Value && a.Tag == b.Tag && (IsPlain(a) == IsPlain(b) || IsText(a.Value)),
        (YamlSequenceNode a, YamlSequenceNode b) =>
            a.Children.Count == b.Children.Count && a.Children.Zip(b.Children).All(pair => Same(pair.First, pair.Second, depth + 1)),
        (YamlMappingNode a, YamlMappingNode b) =>
            a.Children.Count == b.Children.Count
                && a.Children.All(
                    entry => b.Children.TryGetValue(entry.Key, out var value) && Same(entry.Value, value, depth + 1)),
        _ => false,
    };

    private static bool IsPlain(YamlScalarNode node) => node.Style is ScalarStyle.Plain or ScalarStyle.Any;

    /// <summary>Whether a scalar is a text without quotation marks too: it is no number, truth or null of any YAML version.</summary>
    private static bool IsText(string? value) =>
        value is { Length: > 1 } && char.IsAsciiLetter(value[0]) && value.ToUpperInvariant() is not
            ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF");
}
