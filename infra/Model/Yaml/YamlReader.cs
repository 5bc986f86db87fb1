using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Model.Yaml;

/// <summary>
/// Reads YAML (and JSON, which is a part of it) into nodes with their places. The nodes are own, because the library's know a line but
/// no file, and layers of several files are folded into one.
/// </summary>
public sealed class YamlReader
{
    private const int MaximumDepth = 64;

    /// <summary>Most items of a list, far above what a described system has; a longer file would only take longer to be refused.</summary>
    private const int MaximumItems = 10_000;

    /// <summary>The tag directives that hold without being written.</summary>
    private const int StandardTags = 2;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly string _file;
    private readonly int _lineOffset;
    private readonly ProblemList _problems;

    private YamlReader(string text, string file, int lineOffset, ProblemList problems)
    {
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
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
        catch (OperationCanceledException)
        {
            // The problem is in the list.
        }
        catch (YamlException exception)
        {
            reader.Report(text, (int)exception.Start.Line, exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner throws these, without a place, for some texts: a key inside an open list, for one.
            reader.Report(text, (int)reader._scanner.CurrentPosition.Line, "a bracket or quote is not closed before the next key");
        }

        return null;
    }

    private void Report(string text, int line, string message)
    {
        var tab = TabbedLine(text);
        _problems.Add(
            new Position(_file, (tab > 0 ? tab : line) + _lineOffset),
            tab > 0 ? "a tab indents the line" : $"not valid YAML: {message}",
            tab > 0 ? "indent with spaces" : "correct the syntax");
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        var start = _parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags is { Count: > StandardTags })
        {
            _problems.Add(At(start), "a directive", "remove the line that begins with a percent sign");
        }

        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _problems.Add(At(second), "a second document begins", "write one document in a file; remove the line of three dashes");
        }
        else
        {
            _parser.Consume<StreamEnd>();
        }

        return root is YamlScalar { IsEmpty: true } ? null : root;
    }

    private YamlNode? Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _problems.Add(At(alias), $"'*{alias.Value}' is an alias", "write the value out, or fold it from the environment or a phase");
            return null;
        }

        if (!_parser.TryConsume<NodeEvent>(out var node))
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a value is missing");
        }

        if (depth > MaximumDepth)
        {
            throw new YamlException(node.Start, node.End, $"more than {MaximumDepth} levels deep");
        }

        RefuseProperties(node);
        return node switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, At(scalar)),
            SequenceStart => Sequence(At(node), depth),
            _ => Map(At(node), depth),
        };
    }

    private YamlSequence Sequence(Position position, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (items.Count == MaximumItems)
            {
                _problems.Add(position, $"the list has more than {MaximumItems} items", "describe fewer, or divide the system");
                throw new OperationCanceledException();
            }

            if (Node(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        return new YamlSequence(items, position);
    }

    private YamlMap Map(Position position, int depth)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyPosition = At(_parser.Current!);
            var (key, value) = (Node(depth + 1), Node(depth + 1));
            if (key is not YamlScalar { IsEmpty: false } word)
            {
                _problems.Add(keyPosition, "a key that is not a single word", "write a name, a colon and the value");
            }
            else if (!lines.TryAdd(word.Text, keyPosition.Line))
            {
                _problems.Add(keyPosition, $"the key '{word.Text}' is here twice", $"keep one; the first is on line {lines[word.Text]}");
            }
            else if (value is not null)
            {
                entries.Add(new YamlEntry(word.Text, keyPosition, value));
            }
        }

        return new YamlMap(entries, position);
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            _problems.Add(
                At(node),
                $"'&{node.Anchor.Value}' is an anchor",
                "write the value out where it is used, or fold it from the environment or a phase");
        }

        if (!node.Tag.IsEmpty)
        {
            _problems.Add(At(node), $"the tag '{node.Tag.Value}'", "remove it; the setting's type is known");
        }
    }

    private Position At(ParsingEvent parsed) => new(_file, (int)parsed.Start.Line + _lineOffset);

    // The first line indented with a tab, from 1; 0 when there is none.
    private static int TabbedLine(string text) => Array.FindIndex(text.Split('\n'), line => line.TrimStart(' ').StartsWith('\t')) + 1;
}
