using Infra.Model.Yaml;

namespace Infra.Model.Loading;

/// <summary>A stack's own settings in the shape of <c>system.yaml</c>: read from its file, or given by the engine as JSON text.</summary>
public sealed record StackOverrides
{
    private readonly YamlMap? _map;
    private readonly string _text;
    private readonly string _source;
    private readonly int _lineOffset;

    /// <summary>Settings already read from the stack's file.</summary>
    public StackOverrides(YamlMap map)
    {
        (_map, _text, _source) = (map, "", "");
    }

    /// <summary>Settings as YAML or JSON text.</summary>
    /// <param name="text">The text, a map.</param>
    /// <param name="source">Where it comes from, for messages, e.g. <c>Pulumi.prod.yaml (infra:overrides)</c>.</param>
    /// <param name="lineOffset">Lines before it in its file.</param>
    public StackOverrides(string text, string source, int lineOffset = 0)
    {
        (_text, _source, _lineOffset) = (text, source, lineOffset);
    }

    /// <summary>The settings; null when they cannot be read, which is then among the problems, or are empty.</summary>
    public YamlMap? Read(ProblemList problems)
    {
        if (_map is not null)
        {
            return _map;
        }

        var node = YamlReader.Read(_text, _source, problems, _lineOffset);
        if (node is not null and not YamlMap and not YamlScalar { IsEmpty: true } and not YamlScalar { IsNull: true })
        {
            problems.Add(node.Position, $"the overrides are {node.Kind}", "they need a map in the shape of system.yaml");
        }

        return node as YamlMap;
    }
}
