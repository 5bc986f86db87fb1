using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Model.Yaml;

/// <summary>
/// Reads YAML (and JSON, which is a part of it) into nodes with line numbers, on the parser's events alone: the
/// serializer loses the lines and takes longer to start than the whole read.
/// </summary>
public sealed class YamlReader
{
    private const int MaximumDepth = 64;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly int _lineOffset;
    private readonly ProblemList _problems;

    private YamlReader(string text, string file, int lineOffset, ProblemList problems)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _file = file;
        _lineOffset = lineOffset;
        _problems = problems;
    }

    /// <summary>Reads one document.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="problems">Takes what is wrong: syntax, duplicate keys, anchors, tags, a second document.</param>
    /// <param name="lineOffset">Lines before the text in its file.</param>
    /// <returns>The document's root; null when there is none or it cannot be read.</returns>
    public static YamlNode? Read(string text, string file, ProblemList problems, int lineOffset = 0)
    {
        var reader = new YamlReader(text, file, lineOffset, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException exception)
        {
            reader.Report(text, (int)exception.Start.Line, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner answers some broken texts (a key in an open list, for one) with these, and no place.
            reader.Report(text, (int)(reader._parser.Current?.End.Line ?? 1), "a bracket or quote is not closed before the next key");
        }

        return null;
    }

    private void Report(string text, int line, string message)
    {
        var tab = TabbedLine(text);
        _problems.Add(
            new Position(_file, (tab > 0 ? tab : line) + _lineOffset),
            tab > 0 ? "a tab indents the line" : $"not valid YAML: {message}",
            tab > 0 ? "indent with spaces" : "the file needs to be valid YAML");
    }

    private YamlNode? Document()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is StreamEnd)
        {
            return null;
        }

        _parser.MoveNext();
        var root = Node(0);
        _parser.MoveNext();
        if (_parser.Current is DocumentStart second)
        {
            _problems.Add(At(second.Start), "a second document begins", "one file holds one document; remove the line of three dashes");
        }

        return root;
    }

    // On entry the parser stands on the node's first event, on return on the one after its last.
    private YamlNode? Node(int depth)
    {
        var current = _parser.Current!;
        var position = At(current.Start);
        if (depth > MaximumDepth)
        {
            throw new YamlException(current.Start, current.End, $"more than {MaximumDepth} levels deep");
        }

        if (current is NodeEvent node)
        {
            Refuse(node, position);
        }

        switch (current)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, position);
            case SequenceStart:
                return Sequence(position, depth);
            case MappingStart:
                return Map(position, depth);
            case AnchorAlias alias:
                _problems.Add(position, $"'*{alias.Value}' is an alias", "write the value out, or fold it from the environment or a phase");
                _parser.MoveNext();
                return null;
            default:
                throw new YamlException(current.Start, current.End, "unexpected content");
        }
    }

    private YamlSequence Sequence(Position position, int depth)
    {
        var items = new List<YamlNode>();
        _parser.MoveNext();
        while (_parser.Current is not SequenceEnd)
        {
            if (Node(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        _parser.MoveNext();
        return new YamlSequence(items, position);
    }

    private YamlMap Map(Position position, int depth)
    {
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, Position>();
        _parser.MoveNext();
        while (_parser.Current is not MappingEnd)
        {
            var keyPosition = At(_parser.Current!.Start);
            var key = Node(depth + 1) as YamlScalar;
            var value = Node(depth + 1);
            if (key is null)
            {
                _problems.Add(keyPosition, "a key that is not a single word", "write a name, a colon and the value");
            }
            else if (!seen.TryAdd(key.Text, keyPosition))
            {
                _problems.Add(keyPosition, $"the key '{key.Text}' is here twice", $"keep one; the first is on line {seen[key.Text].Line}");
            }
            else if (value is not null)
            {
                entries.Add(new YamlEntry(key.Text, keyPosition, value));
            }
        }

        _parser.MoveNext();
        return new YamlMap(entries, position);
    }

    private void Refuse(NodeEvent node, Position position)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Add(position, $"'&{node.Anchor.Value}' is an anchor", "write the value out where it is used, or fold it from the environment or a phase");
        }

        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
        {
            _problems.Add(position, $"the tag '{node.Tag.Value}'", "remove it; the setting's type is known");
        }
    }

    private Position At(Mark mark) => new(_file, (int)mark.Line + _lineOffset);

    // The first line indented with a tab, from 1; 0 when there is none.
    private static int TabbedLine(string text)
    {
        var lines = text.Split('\n');
        return Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t')) + 1;
    }
}
