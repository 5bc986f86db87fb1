using FsCheck;
using FsCheck.Fluent;
using Infra.Model;
using Infra.Model.Yaml;
using Infra.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlNode = Infra.Model.Yaml.YamlNode;

namespace Infra.Tests.Model.Yaml;

public sealed class YamlReaderTests
{
    // Refused by the reader, and read by the library.
    private static readonly string[] Stricter = ["single word", "a value is missing"];

    [Fact]
    public void EveryNodeKnowsItsLine()
    {
        var map = Assert.IsType<YamlMap>(Read("a: 1\nb:\n  - x\n  - y\n", out _));
        Assert.Equal("test.yaml:1", map.Find("a")!.Value.Position.ToString());
        Assert.Equal("test.yaml:4", ((YamlSequence)map.Find("b")!.Value).Items[1].Position.ToString());
    }

    [Fact]
    public void CountsTheLinesBeforeTheText()
    {
        var problems = new ProblemList();
        var map = (YamlMap)YamlReader.Read("a: 1", "test.yaml", problems, lineOffset: 10)!;
        Assert.Equal(11, map.Find("a")!.Position.Line);
    }

    [Fact]
    public void ReadsJson()
    {
        var map = (YamlMap)Read("""{"a": [1, "two"], "b": {"c": true}}""", out var problems)!;
        Assert.Empty(problems);
        Assert.Equal("true", ((YamlMap)map.Find("b")!.Value).Text("c"));
    }

    [Fact]
    public void QuotedNullIsText()
    {
        var map = (YamlMap)Read("a: null\nb: 'null'\nc:\n", out _)!;
        Assert.True(((YamlScalar)map.Find("a")!.Value).IsNull);
        Assert.False(((YamlScalar)map.Find("b")!.Value).IsNull);
        Assert.True(((YamlScalar)map.Find("c")!.Value).IsEmpty);
    }

    [Fact]
    public void ReadsNothingFromAnEmptyText() => Assert.Null(Read("# only a comment\n", out _));

    [Fact]
    public void ReportsADuplicateKeyWithItsFirstLine()
    {
        Read("a: 1\nb: 2\na: 3\n", out var problems);
        Assert.Equal("test.yaml:3: the key 'a' is here twice; keep one; the first is on line 1", Assert.Single(problems).ToString());
    }

    [Fact]
    public void NamesATab()
    {
        Read("a:\n\tb: 1\n", out var problems);
        Assert.StartsWith("test.yaml:2: a tab indents the line", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: 1\nb: [1, 2\nc: 3\n", 3)]
    [InlineData("a: 1\nb: 'x\n", 2)]
    [InlineData("a: 1\n  b: 2\n", 2)]
    public void ReportsBrokenYamlAtItsLine(string text, int line)
    {
        Assert.Null(Read(text, out var problems));
        Assert.StartsWith($"test.yaml:{line}: not valid YAML", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void BuildsTheTreeThatTheLibraryBuilds()
    {
        var pieces = Gen.Elements(
            "a", "b", ": ", ":", "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ", "'x'", "\"y\"", "# c\n", "|\n", "? ", "1");
        Prop.ForAll(pieces.ListOf(10).Select(list => string.Concat(list)).ToArbitrary(), text =>
        {
            var problems = new ProblemList();
            var node = YamlReader.Read(text, "test.yaml", problems);
            var own = problems.Sorted();
            if (own.Any(problem => Stricter.Any(reason => problem.Wrong.Contains(reason, StringComparison.Ordinal))))
            {
                return true.ToProperty();
            }

            var theirs = Library(text);
            return (theirs is null ? own.Count > 0 : own.Count == 0 && Text(node) == theirs)
                .Label($"theirs {theirs ?? "refused"}, own {Text(node)} {string.Join("; ", own)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(2026, 1));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ReadsDescribedFilesAsTheLibraryReadsThem(string file)
    {
        var text = File.ReadAllText(Repository.File(file));
        Assert.Equal(Library(text), Text(Read(text, out _)));
    }

    [Fact]
    public void ThrowsOnNoText()
    {
        var pieces = Gen.Elements(
            "a",
            ":",
            " ",
            "\n",
            "-",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "'",
            "\"",
            "#",
            "|",
            ">",
            "&x",
            "*x",
            "!t",
            "\t",
            "?",
            "%",
            "@",
            "---",
            "...",
            "\\",
            "\u0000",
            "  ",
            ": ");
        Prop.ForAll(pieces.ListOf(12).ToArbitrary(), text =>
        {
            YamlReader.Read(string.Concat(text), "test.yaml", new ProblemList());
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Theory]
    [InlineData("a: &x 1\n", "'&x' is an anchor")]
    [InlineData("a: *x\n", "alias")]
    [InlineData("a: !secret 1\n", "the tag '!secret'")]
    [InlineData("a: 1\n---\nb: 2\n", "a second document")]
    [InlineData(": 1\n", "a key that is not a single word")]
    [InlineData("%YAML 1.2\n---\na: 1\n", "a directive")]
    [InlineData("[a]: 1\n", "a key that is not a single word")]
    public void RefusesUnsupportedYaml(string text, string says)
    {
        Read(text, out var problems);
        Assert.Contains(problems, problem => problem.ToString().Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void LimitsTheDepth()
    {
        Assert.Null(Read(new string('[', 100) + new string(']', 100), out var problems));
        Assert.Contains("levels deep", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LimitsTheItemsOfAList()
    {
        Assert.NotNull(Read("a:\n" + string.Concat(Enumerable.Repeat("- 1\n", 10_000)), out var none));
        Assert.Empty(none);
        Assert.Null(Read("a:\n" + string.Concat(Enumerable.Repeat("- 1\n", 10_001)), out var problems));
        Assert.Contains(":2: the list has more than 10000 items", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Files() => DescribedFiles.All();

    private static string Text(YamlNode? node) => node switch
    {
        YamlMap map => "{" + string.Concat(map.Entries.Select(entry => $"<{entry.Key}>{Text(entry.Value)}")) + "}",
        YamlSequence list => "[" + string.Concat(list.Items.Select(Text)) + "]",
        YamlScalar scalar => $"<{scalar.Text}>",
        _ => "",
    };

    // The library's tree in the same notation; null when it refuses the text or finds two documents.
    private static string? Library(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }

        return stream.Documents.Count switch
        {
            0 => "",
            1 when stream.Documents[0].RootNode is YamlScalarNode { Style: ScalarStyle.Plain, Value: "" } => "",
            1 => Text(stream.Documents[0].RootNode),
            _ => null,
        };
    }

    private static string Text(YamlDotNet.RepresentationModel.YamlNode node) => node switch
    {
        YamlMappingNode map => "{" + string.Concat(map.Children.Select(entry => $"{Text(entry.Key)}{Text(entry.Value)}")) + "}",
        YamlSequenceNode list => "[" + string.Concat(list.Children.Select(Text)) + "]",
        _ => $"<{((YamlScalarNode)node).Value}>",
    };

    private static YamlNode? Read(string text, out IReadOnlyList<Problem> problems)
    {
        var list = new ProblemList();
        var node = YamlReader.Read(text, "test.yaml", list);
        problems = list.Sorted();
        return node;
    }
}
