using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Architecture;

/// <summary>The written form of the sources, where a machine can check it.</summary>
public sealed class LanguageTests
{
    private const int Columns = 140;

    private static readonly Regex Pronoun = new(
        @"<summary>\s*(///\s*)?(What|Who|Whose|Whoever|Where|It|They|How|For|Those|That)\b",
        RegexOptions.CultureInvariant);

    private static readonly Regex PrefixedField = new(@"(?<![\w:])s_[a-z]\w*", RegexOptions.CultureInvariant);

    private static readonly string[] Idioms =
    [
        "last words", "what it hangs on", "the way there", "waiting's", "whose turn", "says so", "at hand", "in force", "for to", "be had",
        "brings about", "ended well", "for ever", "no matter of", "of no matter", "come to rest", "own words",
    ];

    private static readonly Regex Idiom = new(
        $@"\b({string.Join('|', Idioms.Select(Regex.Escape))})\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly string[] Roots = ["infra", "preview", "cli", "sdk", "tests", "bench"];

    private static readonly string[] WrittenRoots = [.. Roots, "docs", "images", "stacks", ".github"];

    // Approved plans and generated types contain other projects' texts, and this file contains the idioms.
    private static readonly string[] NotWritten =
    [
        Repository.File("tests", "Snapshots"), Repository.File("sdk", "Generated"),
        Repository.File("tests", "Architecture", "LanguageTests.cs"),
    ];

    public static TheoryData<string> Folders() => [.. Roots];

    public static TheoryData<string> WrittenFolders() => [.. WrittenRoots];

    [Theory]
    [MemberData(nameof(Folders))]
    public void SummariesBeginWithANounOrAVerb(string folder) => Assert.Empty(
        Sources(folder).SelectMany(file => Pronoun.Matches(File.ReadAllText(file)).Select(match => $"{Name(file)}: {match.Value}")));

    [Theory]
    [MemberData(nameof(Folders))]
    public void LinesFitTheirColumns(string folder) => Assert.Empty(Sources(folder).SelectMany(LongLines));

    [Theory]
    [MemberData(nameof(Folders))]
    public void FieldsHaveNoPrefixOfTheirKind(string folder) => Assert.Empty(
        Sources(folder).Except(NotWritten).SelectMany(
            file => PrefixedField.Matches(File.ReadAllText(file)).Select(match => $"{Name(file)}: {match.Value}")));

    [Fact]
    public void LinesOfScriptsFitTheirColumns()
    {
        var scripts = WrittenRoots.SelectMany(folder => Files(folder, ".sh", ".sql")).ToArray();
        Assert.Contains(Repository.File("infra", "Cluster", "Scripts", "start.sh"), scripts);
        Assert.Empty(scripts.SelectMany(LongScriptLines));
    }

    [Theory]
    [MemberData(nameof(WrittenFolders))]
    public void TextsAreFreeOfIdioms(string folder)
    {
        var files = Files(folder, ".cs", ".sh", ".sql", ".md", ".yaml")
            .Where(file => !NotWritten.Any(path => file.StartsWith(path, StringComparison.Ordinal)))
            .ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => File.ReadLines(file).Index().SelectMany(
            line => Idiom.Matches(line.Item).Select(match => $"{Name(file)}:{line.Index + 1}: {match.Value}"))));
    }

    [Theory]
    [InlineData("the lines above are k3s's last words", true)]
    [InlineData("Puts the version in force", true)]
    [InlineData("for to list is to start more", true)]
    [InlineData("the version inForce, and the handle at handler", false)]
    public void IdiomsAreFoundAsWholeWords(string text, bool found) => Assert.Equal(found, Idiom.IsMatch(text));

    [Theory]
    [InlineData("private static readonly string[] s_names = [];", true)]
    [InlineData("_names = s_names;", true)]
    [InlineData("urn:pulumi:s::s_id, is_names, _names", false)]
    public void PrefixedFieldsAreFound(string line, bool found) => Assert.Equal(found, PrefixedField.IsMatch(line));

    // The lines of a raw string are its text and stay as they are.
    private static IEnumerable<string> LongLines(string file)
    {
        var raw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (line.Length > Columns && !raw)
            {
                yield return TooLong(file, index, line);
            }

            raw ^= Regex.Count(line, "\"\"\"+") % 2 == 1;
        }
    }

    // A jsonpath expression is one argument without a place to wrap it.
    private static IEnumerable<string> LongScriptLines(string file) => File.ReadLines(file).Index()
        .Where(line => line.Item.Length > Columns && !line.Item.Contains("jsonpath=", StringComparison.Ordinal))
        .Select(line => TooLong(file, line.Index, line.Item));

    private static string TooLong(string file, int index, string line) =>
        $"{Name(file)}:{index + 1}: {line.Length} columns; wrap it at {Columns}";

    private static string[] Sources(string folder)
    {
        var files = Files(folder, ".cs")
            .Where(file => !file.StartsWith(Repository.File("sdk", "Generated"), StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(files);
        return files;
    }

    private static string[] Files(string folder, params string[] extensions) =>
    [
        .. Directory.GetFiles(Repository.File(folder), "*", SearchOption.AllDirectories).Where(
            file => extensions.Contains(Path.GetExtension(file)) && !file.Contains("/node_modules/", StringComparison.Ordinal)),
    ];

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file);
}
