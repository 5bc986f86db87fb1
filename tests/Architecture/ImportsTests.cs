using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests.Architecture;

/// <summary>
/// The order of using directives, the one rule of <c>dotnet format</c> that neither the build nor its check of white space holds: first
/// namespaces, those of <c>System</c> before others, then static ones, then aliases, each by name.
/// </summary>
public sealed class ImportsTests
{
    private static readonly Regex Directive = new(
        @"^using (?<static>static )?((?<alias>\w+) = )?(?<name>[\w.<>,: ]+);$", RegexOptions.CultureInvariant);

    public static TheoryData<string> Folders() => ["infra", "preview", "cli", "sdk", "tests", "bench"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void DirectivesAreSorted(string folder)
    {
        var files = Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(Repository.File("sdk", "Generated"), StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Unsorted(File.ReadLines(file)).Select(line => $"{file}: {line}")));
    }

    [Theory]
    [InlineData("using B;|using A;", "using A;")]
    [InlineData("using A;|using System.Text;", "using System.Text;")]
    [InlineData("using static A;|using B;", "using B;")]
    [InlineData("using C = A.B;|using static A;", "using static A;")]
    [InlineData("using D = A;|using C = B;", "using C = B;")]
    [InlineData("using A.B;|using A;", "using A;")]
    [InlineData("using A;|using Z;|using B;|using System;", "using B;|using System;")]
    public void FindsWhatIsNotSorted(string lines, string found) =>
        Assert.Equal(found.Split('|'), Unsorted(lines.Split('|')));

    [Theory]
    [InlineData("using System;|using A;|using A.B;|using static A;|using C = B;|using D = A;")]
    [InlineData("using Infra.Model;|using Infra.Model.Values;|using Infra.ModelX;||namespace X;|using B;|using A;")]
    [InlineData("// A comment.|using A;|using b;|using C;")]
    public void AcceptsWhatIsSorted(string lines) => Assert.Empty(Unsorted(lines.Split('|')));

    // Directives stand before everything else in a file.
    private static IEnumerable<string> Unsorted(IEnumerable<string> lines)
    {
        (int Kind, string Name)? last = null;
        foreach (var line in lines.TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal)))
        {
            if (Directive.Match(line) is not { Success: true } match)
            {
                continue;
            }

            var key = KeyOf(match);
            if (last is { } before
                && (key.Kind < before.Kind
                    || (key.Kind == before.Kind && string.Compare(before.Name, key.Name, StringComparison.OrdinalIgnoreCase) > 0)))
            {
                yield return line;
            }
            else
            {
                last = key;
            }
        }
    }

    private static (int Kind, string Name) KeyOf(Match match)
    {
        var name = match.Groups["name"].Value;
        var isSystem = name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

        // A dot sorts before every letter and digit, so that a namespace precedes those inside it and those that begin like it.
        return match.Groups["alias"] is { Success: true, Value: var alias } ? (4, alias)
            : match.Groups["static"].Success ? (isSystem ? 2 : 3, name)
            : (isSystem ? 0 : 1, name.Replace('.', '\u0001'));
    }
}
