using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;
using Scalar = YamlDotNet.Core.Tokens.Scalar;

namespace Infra.Model.Yaml;

/// <summary>
/// Reads YAML (and JSON, which is a part of it) into nodes with line numbers, on the scanner's tokens alone: the
/// serializer loses the lines, and both it and the event parser take longer to start than the whole read. Anchors,
/// aliases, tags and directives are refused, so the grammar that is left is small.
/// </summary>
public sealed class YamlReader
{
    private const int MaximumDepth = 64;

    private readonly Scanner _scanner;
    private readonly string _file;
    private readonly int _lineOffset;
    private readonly ProblemList _problems;

    private YamlReader(string text, string file, int lineOffset, ProblemList problems)
    {
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _file = file;
        _lineOffset = lineOffset;
        _problems = problems;
    }

    private Token Current => _scanner.Current ?? throw new YamlException(_scanner.CurrentPosition, _scanner.CurrentPosition, "the text ends too early");

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
            tab > 0 ? "indent with spaces" : "the file needs to be valid YAML");
    }

    private YamlNode? Document()
    {
        Advance();
        Advance();
        while (Current is VersionDirective or TagDirective)
        {
            _problems.Add(At(Current), "a directive", "remove the line that begins with a percent sign");
            Advance();
        }

        if (Current is DocumentStart)
        {
            Advance();
        }

        if (Current is StreamEnd or DocumentEnd)
        {
            return null;
        }

        var root = Node(0, indentless: false);
        while (Current is DocumentEnd)
        {
            Advance();
        }

        if (Current is DocumentStart)
        {
            _problems.Add(At(Current), "a second document begins", "one file holds one document; remove the line of three dashes");
        }
        else if (Current is not StreamEnd)
        {
            throw Unexpected("something after the end of the document");
        }

        return root;
    }

    // On entry the scanner stands on the node's first token, on return on the one after its last.
    private YamlNode? Node(int depth, bool indentless)
    {
        if (depth > MaximumDepth)
        {
            throw Unexpected($"more than {MaximumDepth} levels deep");
        }

        var position = At(Current);
        if (Current is AnchorAlias alias)
        {
            _problems.Add(position, $"'*{alias.Value}' is an alias", "write the value out, or fold it from the environment or a phase");
            Advance();
            return null;
        }

        var refused = RefuseProperties();
        switch (Current)
        {
            case Scalar scalar:
                Advance();
                return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, position);
            case BlockSequenceStart:
                Advance();
                return Sequence(position, depth);
            case BlockEntry when indentless:
                return Indentless(position, depth);
            case FlowSequenceStart:
                Advance();
                return FlowSequence(position, depth);
            case BlockMappingStart:
                Advance();
                return Map(position, depth);
            case FlowMappingStart:
                Advance();
                return FlowMap(position, depth);
            default:
                return refused ? Nothing(position) : throw Unexpected("a value is missing");
        }
    }

    private YamlSequence Sequence(Position position, int depth)
    {
        var items = new List<YamlNode>();
        while (Current is BlockEntry)
        {
            Item(items, depth);
        }

        Expect(Current is BlockEnd, "a dash is missing");
        return new YamlSequence(items, position);
    }

    // A list whose dashes stand under their key: it has no end of its own.
    private YamlSequence Indentless(Position position, int depth)
    {
        var items = new List<YamlNode>();
        while (Current is BlockEntry)
        {
            Item(items, depth);
        }

        return new YamlSequence(items, position);
    }

    private void Item(List<YamlNode> items, int depth)
    {
        var position = At(Current);
        Advance();
        Add(items, Current is BlockEntry or Key or Value or BlockEnd ? Nothing(position) : Node(depth + 1, indentless: false));
    }

    private YamlSequence FlowSequence(Position position, int depth)
    {
        var items = new List<YamlNode>();
        while (Current is not FlowSequenceEnd)
        {
            Add(items, Current is Key ? Pair(depth) : Node(depth + 1, indentless: false));
            EndEntry(Current is FlowSequenceEnd, "a comma or ] is missing");
        }

        Advance();
        return new YamlSequence(items, position);
    }

    // A single "key: value" inside brackets is a map of its own.
    private YamlMap Pair(int depth)
    {
        var position = At(Current);
        var entries = new MapEntries(this, position);
        Advance();
        var key = Current is Value or FlowEntry or FlowSequenceEnd ? Nothing(At(Current)) : Node(depth + 1, indentless: false);
        entries.Add(key, ValueOf(depth, Current is Value, static token => token is FlowEntry or FlowSequenceEnd, indentless: false));
        return entries.ToMap(position);
    }

    private YamlMap Map(Position position, int depth)
    {
        var entries = new MapEntries(this, position);
        while (Current is Key or Value)
        {
            entries.KeyAt = At(Current);
            if (Current is Key)
            {
                Advance();
            }

            var key = Current is Key or Value or BlockEnd ? Nothing(entries.KeyAt) : Node(depth + 1, indentless: true);
            entries.Add(key, ValueOf(depth, Current is Value, static token => token is Key or Value or BlockEnd, indentless: true));
        }

        Expect(Current is BlockEnd, "a key is missing, or the line is indented wrongly");
        return entries.ToMap(position);
    }

    private YamlMap FlowMap(Position position, int depth)
    {
        var entries = new MapEntries(this, position);
        while (Current is not FlowMappingEnd)
        {
            entries.KeyAt = At(Current);
            if (Current is Key)
            {
                Advance();
            }

            var key = Current is Value or FlowEntry or FlowMappingEnd ? Nothing(entries.KeyAt) : Node(depth + 1, indentless: false);
            entries.Add(key, ValueOf(depth, Current is Value, static token => token is FlowEntry or FlowMappingEnd, indentless: false));
            EndEntry(Current is FlowMappingEnd, "a comma or } is missing");
        }

        Advance();
        return entries.ToMap(position);
    }

    private YamlNode? ValueOf(int depth, bool hasValue, Func<Token, bool> isNext, bool indentless)
    {
        var position = At(Current);
        if (!hasValue)
        {
            return Nothing(position);
        }

        Advance();
        return isNext(Current) ? Nothing(position) : Node(depth + 1, indentless);
    }

    private void EndEntry(bool isEnd, string missing)
    {
        if (Current is FlowEntry)
        {
            Advance();
        }
        else if (!isEnd)
        {
            throw Unexpected(missing);
        }
    }

    private void Expect(bool isThere, string missing)
    {
        if (!isThere)
        {
            throw Unexpected(missing);
        }

        Advance();
    }

    private bool RefuseProperties()
    {
        var any = false;
        while (Current is Anchor or Tag)
        {
            any = true;
            if (Current is Anchor anchor)
            {
                _problems.Add(At(anchor), $"'&{anchor.Value}' is an anchor", "write the value out where it is used, or fold it from the environment or a phase");
            }
            else if (Current is Tag tag)
            {
                _problems.Add(At(tag), $"the tag '{tag.Handle}{tag.Suffix}'", "remove it; the setting's type is known");
            }

            Advance();
        }

        return any;
    }

    private void Advance()
    {
        _scanner.MoveNext();
        if (_scanner.Current is Error error)
        {
            throw new YamlException(error.Start, error.End, error.Value);
        }
    }

    private YamlException Unexpected(string message) => new(Current.Start, Current.End, message);

    private Position At(Token token) => new(_file, (int)token.Start.Line + _lineOffset);

    private static YamlScalar Nothing(Position position) => new("", plain: true, position);

    private static void Add(List<YamlNode> items, YamlNode? item)
    {
        if (item is not null)
        {
            items.Add(item);
        }
    }

    // The first line indented with a tab, from 1; 0 when there is none.
    private static int TabbedLine(string text)
    {
        var lines = text.Split('\n');
        return Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t')) + 1;
    }

    private sealed class MapEntries(YamlReader reader, Position start)
    {
        private readonly List<YamlEntry> _entries = [];
        private readonly Dictionary<string, Position> _seen = [];

        public Position KeyAt { get; set; } = start;

        public void Add(YamlNode? node, YamlNode? value)
        {
            if (node is not YamlScalar { IsEmpty: false } key)
            {
                reader._problems.Add(KeyAt, "a key that is not a single word", "write a name, a colon and the value");
            }
            else if (!_seen.TryAdd(key.Text, KeyAt))
            {
                reader._problems.Add(KeyAt, $"the key '{key.Text}' is here twice", $"keep one; the first is on line {_seen[key.Text].Line}");
            }
            else if (value is not null)
            {
                _entries.Add(new YamlEntry(key.Text, KeyAt, value));
            }
        }

        public YamlMap ToMap(Position position) => new(_entries, position);
    }
}
