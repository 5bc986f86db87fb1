using System.Globalization;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Schemas;

/// <summary>
/// YAML as JSON, read like Kubernetes and Helm do: YAML 1.1 booleans, octal modes, duplicate keys are errors.
/// </summary>
internal static class YamlTokens
{
    /// <summary>Reads the documents of a text, without empty ones.</summary>
    public static IReadOnlyList<JToken> Documents(string text) => [.. Nodes(text).Select(Of).Where(token => token.Type != JTokenType.Null)];

    /// <summary>Reads the documents of a text as nodes with line numbers.</summary>
    public static IEnumerable<YamlNode> Nodes(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => document.RootNode);
    }

    /// <summary>Converts a node to JSON.</summary>
    public static JToken Of(YamlNode node) => node switch
    {
        YamlMappingNode map =>
            new JObject(map.Children.Select(entry => new JProperty(((YamlScalarNode)entry.Key).Value!, Of(entry.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(Of)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain when plain.Tag.IsEmpty => Plain(plain.Value ?? ""),
        YamlScalarNode scalar => new JValue(scalar.Value),
        _ => throw new FormatException($"line {node.Start.Line}: neither map, list nor scalar"),
    };

    private static JValue Plain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return JValue.CreateNull();
            case "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return new(true);
            case "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return new(false);
        }

        if (text.Length > 1 && text[0] == '0' && text.All(digit => digit is >= '0' and <= '7'))
        {
            return new(Convert.ToInt64(text, 8));
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return new(whole);
        }

        return char.IsAsciiDigit(text[^1]) && text.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+' or 'e' or 'E')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new(number) : new JValue(text);
    }
}
