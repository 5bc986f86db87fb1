using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Schemas;

/// <summary>
/// Says what is wrong with the values given to a chart: against its schema where it has one, and in any case whether the chart knows
/// each key. It does when its schema or its default values have it there, if only as a comment. Below what is empty by default, or is
/// one of Kubernetes' free maps, anything goes.
/// </summary>
internal static partial class ChartValidator
{
    /// <summary>Finds the errors in a use of a chart; none when the chart would accept it.</summary>
    public static async Task<IReadOnlyCollection<string>> FindAsync(ChartUse use)
    {
        var findings = new Findings();
        if (ChartData.Find(use.Chart, use.Version) is { } chart)
        {
            await CheckAsync(chart, use.Values, "", findings);
        }
        else
        {
            findings.Add(use.Resource, $"chart {use.Chart} {use.Version} is not among the reference data (charts/<name>-<version>)");
        }

        return findings.All;
    }

    private static async Task CheckAsync(ChartData chart, JToken values, string path, Findings findings)
    {
        if (chart.SchemaAsync is { } reading)
        {
            (await reading).Check(Merged(chart.Values is { } own ? YamlTokens.Of(own) : null, values), findings);
        }

        var walk = new Walk(chart, findings);
        walk.Check(values, chart.Values, chart.SchemaSource is { } source ? [source.Value] : [], path, isTop: true);
        foreach (var (key, part) in chart.Parts)
        {
            if (values.At(key) is not JObject given)
            {
                continue;
            }

            if (ChartData.Find(part.Name, part.Version) is { } inner)
            {
                await CheckAsync(inner, WithoutKeys(given, chart.Values, key), $"{path}{key}.", findings);
            }
        }
    }

    // Helm judges the defaults with what is given over them; null takes a default away.
    private static JToken Merged(JToken? defaults, JToken given)
    {
        if (defaults is not JObject lower || given is not JObject upper)
        {
            return given;
        }

        var merged = (JObject)lower.DeepClone();
        foreach (var entry in upper.Properties())
        {
            if (entry.Value.Type == JTokenType.Null)
            {
                merged.Remove(entry.Name);
            }
            else
            {
                merged[entry.Name] = Merged(lower[entry.Name], entry.Value);
            }
        }

        return merged;
    }

    // A key that the outer chart gives its part is the outer chart's to describe.
    private static JObject WithoutKeys(JObject given, YamlMappingNode? outer, string key) =>
        outer is not null && outer.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlMappingNode own
            ? new(given.Properties().Where(entry => !own.Children.ContainsKey(new YamlScalarNode(entry.Name))))
            : given;

    /// <summary>Maps whose keys are the user's, whatever examples the chart puts there.</summary>
    [GeneratedRegex("^(nodeSelector|.*[aA]nnotations|.*[lL]abels|matchLabels|limits|requests|env|affinity|data|stringData|grafana\\.ini)$")]
    private static partial Regex FreeMap();

    /// <summary>Maps that are types of Kubernetes' own, which the chart hands on as they are.</summary>
    [GeneratedRegex("^(.*[sS]ecurityContext|resources|.*[pP]robe|tolerations?|strategy|updateStrategy|affinity)$")]
    private static partial Regex HandedOn();

    private sealed class Walk(ChartData chart, Findings findings)
    {
        public void Check(JToken given, YamlNode? defaults, IReadOnlyList<JObject> schemas, string path, bool isTop)
        {
            if (given is not JObject map)
            {
                CheckShape(given, defaults, schemas, path);
                return;
            }

            var fields = defaults as YamlMappingNode;
            var known = schemas.SelectMany(Alternatives).ToArray();
            if (fields is { Children.Count: 0 })
            {
                fields = null;
            }

            // A schema that has no properties and allows any speaks of a map that the chart hands on, such as a part of a configuration.
            if (!isTop && (known.Any(IsOpen) || (fields is null && !known.Any(schema => schema["properties"] is not null))))
            {
                CheckShape(given, defaults, schemas, path);
                return;
            }

            foreach (var entry in map.Properties())
            {
                var here = path.Length == 0 || path.EndsWith('.') ? path + entry.Name : $"{path}.{entry.Name}";
                YamlNode? own = null;
                var inDefaults = fields is not null && fields.Children.TryGetValue(new YamlScalarNode(entry.Name), out own);
                JObject[] below =
                [
                    .. known.Select(schema => schema["properties"]?[entry.Name] ?? schema["additionalProperties"]).OfType<JObject>()
                        .Where(schema => schema.Count > 0),
                ];
                var isPart = isTop && (entry.Name == "global" || chart.Parts.ContainsKey(entry.Name));
                if (KnownValues.Of(chart.Name).Contains(here))
                {
                    continue;
                }

                if (!inDefaults && below.Length == 0 && !isPart && !IsCommented(fields, entry.Name, isTop))
                {
                    findings.Add(here, $"chart {chart.Name} knows no such key");
                }
                else if (FreeMap().IsMatch(entry.Name) || HandedOn().IsMatch(entry.Name))
                {
                    CheckShape(entry.Value, own, below, here);
                }
                else if (!isPart || !IsAtHand(entry.Name))
                {
                    Check(entry.Value, own, below, here, isTop: false);
                }
            }
        }

        private static bool IsOpen(JObject schema) =>
            schema["properties"] is null && schema["additionalProperties"] is JValue { Type: JTokenType.Boolean } any && (bool)any;

        private bool IsAtHand(string part) =>
            chart.Parts.TryGetValue(part, out var own) && ChartData.Find(own.Name, own.Version) is not null;

        // Without a schema the defaults say what a value is. Null takes a default away, and an unknown value may be anything.
        private void CheckShape(JToken given, YamlNode? defaults, IReadOnlyList<JObject> schemas, string path)
        {
            if (schemas.Count > 0 || defaults is null || given.Type == JTokenType.Null || given.IsUnknown())
            {
                return;
            }

            switch (YamlTokens.Of(defaults))
            {
                case JObject { Count: > 0 }:
                    findings.Unless(given is JObject, path, $"a map in chart {chart.Name}");
                    break;
                case JArray:
                    findings.Unless(given is JArray, path, $"a list in chart {chart.Name}");
                    break;
                case JValue { Type: JTokenType.Boolean }:
                    findings.Unless(given.Type == JTokenType.Boolean, path, $"true or false in chart {chart.Name}");
                    break;
                case JValue { Type: JTokenType.Integer or JTokenType.Float }:
                    findings.Unless(given is JValue, path, $"a number in chart {chart.Name}");
                    break;
            }
        }

        private IEnumerable<JObject> Alternatives(JObject schema)
        {
            while (schema.Text("$ref") is { } reference)
            {
                schema = (JObject)chart.SchemaSource!.Value["definitions"]![reference["#/definitions/".Length..]]!;
            }

            return new[] { schema }.Concat(
                ((string[])["allOf", "anyOf", "oneOf"]).SelectMany(key => schema.Maps(key))
                    .SelectMany(branch => Alternatives(branch.Item)));
        }

        // Charts show what else may be given as comments among the defaults.
        private bool IsCommented(YamlMappingNode? fields, string key, bool isTop)
        {
            var (first, last) =
                isTop || fields is null
                    ? (Mark.Empty.Line, (long)chart.ValueLines.Value.Length)
                    : (fields.Start.Line - 1, fields.AllNodes.Max(node => node.End.Line));
            // A block ends with its last value; comments as deep as its keys still are its own.
            var lines = chart.ValueLines.Value;
            while (!isTop
                && fields is not null
                && last < lines.Length
                && lines[last].Length >= fields.Start.Column
                && lines[last].TrimStart().StartsWith('#')
                && lines[last].Length - lines[last].TrimStart().Length >= fields.Start.Column - 1)
            {
                last++;
            }

            var indent = isTop || fields is null ? "" : "[ ]*";
            var comment = new Regex($"^{indent}#+ *{Regex.Escape(key)}:");
            return (isTop || fields is not null) && chart.ValueLines.Value.Take(
                (int)Math.Min(last, int.MaxValue)).Skip((int)Math.Max(first, 0)).Any(line => comment.IsMatch(line));
        }
    }
}
