using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests;

/// <summary>The tests that <c>docs/pitfalls.md</c> names are there.</summary>
public sealed partial class PitfallsTests
{
    [Fact]
    public void EveryTestThatAPitfallNamesExists()
    {
        var tests = typeof(PitfallsTests).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);
        var named = Name().Matches(File.ReadAllText(Repository.File("docs", "pitfalls.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(named);
        Assert.Equal([], named.Except(tests));
    }

    [Fact]
    public void EveryClassOfTestsThatAPitfallNamesExists()
    {
        var classes = typeof(PitfallsTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Equal([], ClassName().Matches(File.ReadAllText(Repository.File("docs", "pitfalls.md"))).Select(match => match.Groups[1].Value).Except(classes));
    }

    [Fact]
    public void EveryPitfallSaysWhatHoldsItOff() =>
        Assert.All(Rows(), line => Assert.Matches(@"\| (`\w+Tests\.\w+`.*|open.+|does not apply) \|$", line));

    [Fact]
    public void EveryPitfallHasAnIdOfItsOwn()
    {
        var ids = Rows().Select(line => (Line: line, Match: Id().Match(line))).ToArray();

        Assert.Equal([], ids.Where(row => !row.Match.Success).Select(row => row.Line));
        Assert.Equal([], ids.GroupBy(row => row.Match.Groups[1].Value, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static string[] Rows() =>
        [.. File.ReadAllLines(Repository.File("docs", "pitfalls.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| pitfall |", StringComparison.Ordinal))];

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex("""^\| <a id="([a-z0-9-]+)"></a>""")]
    private static partial Regex Id();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex ClassName();
}
