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

    private static readonly string[] Roots = ["infra", "preview", "cli", "sdk", "tests", "bench"];

    public static TheoryData<string> Folders() => [.. Roots];

    [Theory]
    [MemberData(nameof(Folders))]
    public void SummariesBeginWithANounOrAVerb(string folder) => Assert.Empty(
        Sources(folder).SelectMany(file => Pronoun.Matches(File.ReadAllText(file)).Select(match => $"{Name(file)}: {match.Value}")));

    [Theory]
    [MemberData(nameof(Folders))]
    public void LinesFitTheirColumns(string folder) => Assert.Empty(Sources(folder).SelectMany(LongLines));

    // The lines of a raw string are its text and stay as they are.
    private static IEnumerable<string> LongLines(string file)
    {
        var raw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (line.Length > Columns && !raw)
            {
                yield return $"{Name(file)}:{index + 1}: {line.Length} columns; wrap it at {Columns}";
            }

            raw ^= Regex.Count(line, "\"\"\"+") % 2 == 1;
        }
    }

    private static string[] Sources(string folder)
    {
        var files = Directory.GetFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Repository.File("sdk", "Generated"), StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(files);
        return files;
    }

    private static string Name(string file) => Path.GetRelativePath(Repository.Root, file);
}
