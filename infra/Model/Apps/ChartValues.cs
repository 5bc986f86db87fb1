using System.Globalization;
using Infra.Model.Loading;
using Infra.Model.Yaml;

namespace Infra.Model;

/// <summary>The values of a chart out of their YAML text, each with the type that Helm gives it.</summary>
public static class ChartValues
{
    private const string Number = @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$";

    /// <summary>Words that YAML 1.1, and with it Helm, reads as a truth, and numbers that are none in YAML 1.2.</summary>
    private const string Ambiguous = "(?i)^(y|n|yes|no|on|off|true|false|0[xob][0-9a-f_]+|[-+]?[0-9][0-9_]*_[0-9_]*)$";

    /// <summary>Reads the values.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The values; empty for a text that <see cref="Check"/> refuses.</returns>
    public static IReadOnlyDictionary<string, object> Of(ChartSpec chart) =>
        Read(chart, new("", 0), new()) is { } root ? (IReadOnlyDictionary<string, object>)Value(root)! : OrderedMap.Map();

    /// <summary>
    /// Reports what is wrong with the text: its syntax, values that no chart would get or that YAML's versions read differently, and
    /// secrets in plain text.
    /// </summary>
    /// <param name="chart">The chart.</param>
    /// <param name="at">Position of the setting.</param>
    /// <param name="path">Path of the setting.</param>
    /// <param name="problems">Takes the problems.</param>
    public static void Check(ChartSpec chart, Position at, string path, ProblemList problems)
    {
        if (Read(chart, at, problems) is { } root)
        {
            PlainSecrets.Refuse(root, problems);
            new Walk(chart, path, problems).Check(root);
        }
    }

    // A text of several lines is a block, which begins on the line below the key.
    private static YamlMap? Read(ChartSpec chart, Position at, ProblemList problems)
    {
        var above = chart.Values.TrimEnd().Contains('\n', StringComparison.Ordinal) ? at.Line : Math.Max(0, at.Line - 1);
        var root = YamlReader.Read(chart.Values, at.File, problems, above);
        if (root is not (null or YamlMap))
        {
            problems.Add(root.Position, $"the values of a chart are {root.Kind}", "write a map, as in the chart's values.yaml");
        }

        return root as YamlMap;
    }

    private static object? Value(YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                var values = OrderedMap.Map();
                foreach (var entry in map.Entries)
                {
                    if (Value(entry.Value) is { } value)
                    {
                        values[entry.Key] = value;
                    }
                }

                return values;
            case YamlSequence list:
                return list.Items.Select(Value).OfType<object>().ToArray();
            case YamlScalar scalar:
                return Single(scalar);
            default:
                return null;
        }
    }

    private static object? Single(YamlScalar scalar) => scalar switch
    {
        { IsNull: true } or { IsEmpty: true } => null,
        { Plain: false } => scalar.Text,
        { Text: "true" } => true,
        { Text: "false" } => false,
        _ when int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when Expressions.IsMatch(Number, scalar.Text) => double.Parse(scalar.Text, CultureInfo.InvariantCulture),
        _ => scalar.Text,
    };

    private sealed class Walk(ChartSpec chart, string path, ProblemList problems)
    {
        public void Check(YamlNode node)
        {
            switch (node)
            {
                case YamlMap map:
                    CheckVariable(map);
                    foreach (var entry in map.Entries)
                    {
                        CheckSecret(entry);
                        Check(entry.Value);
                    }

                    break;
                case YamlSequence list:
                    foreach (var item in list.Items)
                    {
                        Check(item);
                    }

                    break;
                case YamlScalar scalar:
                    CheckSingle(scalar);
                    break;
            }
        }

        private void CheckSingle(YamlScalar scalar)
        {
            if (scalar.IsNull || scalar.IsEmpty)
            {
                Report(scalar.Position, "no value reaches the chart for this key", "write an empty text, list or map, or remove the key");
            }
            else if (scalar.Plain && Single(scalar) is not bool && Expressions.IsMatch(Ambiguous, scalar.Text))
            {
                Report(
                    scalar.Position,
                    $"YAML's versions read '{scalar.Text}' differently",
                    "quote it, or write true, false or a plain number");
            }
            else if (scalar.Plain && Single(scalar) is var value and (int or double)
                && Convert.ToString(value, CultureInfo.InvariantCulture) is var read && read != scalar.Text)
            {
                Report(scalar.Position, $"'{scalar.Text}' would reach the chart as the number {read}", "quote it if it is a text");
            }
        }

        private void CheckSecret(YamlEntry entry)
        {
            if (entry.Value is YamlScalar { IsNull: false, Text.Length: > 0 } scalar
                && PlainSecret.IsSecretName(entry.Key)
                && Single(scalar) is string
                && !NamesASecret(entry.Key, scalar.Text))
            {
                RefuseSecret(entry.Position, entry.Key);
            }
        }

        // An item of a container's variables.
        private void CheckVariable(YamlMap map)
        {
            if (map.Text("name") is { } name
                && PlainSecret.IsSecretName(name)
                && map.Find("value") is { Value: YamlScalar { Text.Length: > 0 } } value)
            {
                RefuseSecret(value.Position, name);
            }
        }

        private bool NamesASecret(string key, string text) =>
            key.StartsWith("existing", StringComparison.Ordinal)
            || key.EndsWith("Name", StringComparison.Ordinal)
            || key.EndsWith("Ref", StringComparison.Ordinal)
            || chart.Secrets.Any(secret => secret.Name == text || secret.Entries.Any(entry => entry.Name == text));

        private void RefuseSecret(Position at, string name) => Report(
            at,
            $"the name '{name}' says that this is a secret in plain text",
            "describe a secret under chart.secrets, and give the chart its name");

        private void Report(Position at, string wrong, string right) => problems.Add(at, path, wrong, right);
    }
}
