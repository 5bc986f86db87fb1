using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Model.Yaml;

/// <summary>A value of a YAML text, with the characters that it is written with.</summary>
internal sealed record YamlSpan
{
    /// <summary>Index of the first character.</summary>
    public required int Start { get; init; }

    /// <summary>Index after the last character; of a block map or list, after its last value.</summary>
    public required int End { get; init; }

    /// <summary>Whether a map or list is written in brackets.</summary>
    public bool IsFlow { get; init; }

    /// <summary>Text of a single value; null for a map or a list.</summary>
    public string? Text { get; init; }

    /// <summary>Style of a single value.</summary>
    public ScalarStyle Style { get; init; }

    /// <summary>Entries of a map; null for anything else.</summary>
    public IReadOnlyList<(YamlSpan Key, YamlSpan Value)>? Entries { get; init; }

    /// <summary>Items of a list; null for anything else.</summary>
    public IReadOnlyList<YamlSpan>? Items { get; init; }

    /// <summary>Whether nothing or <c>null</c> is written, so that the setting has its default.</summary>
    public bool IsNull => Style == ScalarStyle.Plain && Text is "" or "null" or "~";

    /// <summary>The entry of a key; null where the value is no map or has no such key.</summary>
    public (YamlSpan Key, YamlSpan Value)? Find(string key)
    {
        foreach (var entry in Entries ?? [])
        {
            if (entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>Reads the one document of a text that <see cref="YamlReader"/> can read.</summary>
    public static YamlSpan Read(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Value(parser, 0);
    }

    /// <param name="parser">The parser, before the value.</param>
    /// <param name="fallback">End of the text before the value, at which an empty value is.</param>
    private static YamlSpan Value(Parser parser, int fallback)
    {
        switch (parser.Consume<NodeEvent>())
        {
            case Scalar { Style: ScalarStyle.Plain, Value: "" }:
                return new() { Start = fallback, End = fallback, Text = "", Style = ScalarStyle.Plain };
            case Scalar scalar:
                return new() { Start = At(scalar.Start), End = At(scalar.End), Text = scalar.Value, Style = scalar.Style };
            case SequenceStart list:
                return List(parser, At(list.Start), list.Style == SequenceStyle.Flow);
            case MappingStart map:
                return Map(parser, At(map.Start), map.Style == MappingStyle.Flow);
            case var other:
                throw new YamlException(other.Start, other.End, "an alias");
        }
    }

    private static YamlSpan List(Parser parser, int start, bool isFlow)
    {
        var items = new List<YamlSpan>();
        var last = start;
        while (!parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Value(parser, last));
            last = items[^1].End;
        }

        var bracket = At(parser.Consume<SequenceEnd>().Start);
        return new() { Start = start, End = isFlow ? bracket + 1 : last, IsFlow = isFlow, Items = items };
    }

    private static YamlSpan Map(Parser parser, int start, bool isFlow)
    {
        var entries = new List<(YamlSpan Key, YamlSpan Value)>();
        var last = start;
        while (!parser.Accept<MappingEnd>(out _))
        {
            var key = Value(parser, last);
            entries.Add((key, Value(parser, key.End)));
            last = entries[^1].Value.End;
        }

        var bracket = At(parser.Consume<MappingEnd>().Start);
        return new() { Start = start, End = isFlow ? bracket + 1 : last, IsFlow = isFlow, Entries = entries };
    }

    private static int At(Mark mark) => (int)mark.Index;
}
