using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Infra.Tests.Support;

namespace Infra.Tests;

/// <summary>The pitfalls of <c>docs/pitfalls.md</c> and the tests that name them with <see cref="PitfallAttribute"/>.</summary>
public sealed partial class PitfallsTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Page = File.ReadAllLines(Repository.File("docs", "pitfalls.md"));

    private static readonly Row[] Rows = [.. Page.Select(line => RowOf().Match(line)).Where(match => match.Success)
        .Select(match => new Row(match.Groups["id"].Value, match.Groups["open"].Value.Trim()))];

    private static readonly ILookup<string, string> TestsById = (
        from type in typeof(PitfallsTests).Assembly.GetTypes()
        from member in type.GetMembers(Declared)
        from pitfall in member.GetCustomAttributes<PitfallAttribute>()
        let lab = type.Namespace!.Contains(".Lab", StringComparison.Ordinal) ? " (lab)" : ""
        orderby type.Name, member.Name
        select (pitfall.Id, Text: $"`{type.Name}.{member.Name}`{lab}")).ToLookup(test =>
            test.Id, test => test.Text, StringComparer.Ordinal);

    [Fact]
    public void EveryRowIsAPitfall()
    {
        Assert.NotEmpty(Rows);
        Assert.Equal(
            Page.Count(line => line.StartsWith('|')) - (2 * Page.Count(line => line.StartsWith("| pitfall ", StringComparison.Ordinal))),
            Rows.Length);
    }

    [Fact]
    public void IdsAreUnique() =>
        Assert.Equal([], Rows.GroupBy(row => row.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void EveryPitfallHasATestOrAReason() =>
        Assert.Equal([], Rows.Where(row => row.Open.Length == 0 && !TestsById.Contains(row.Id)).Select(row => row.Id));

    [Fact]
    public void TestsNameOnlyPitfallsOfThePage() =>
        Assert.Equal([], TestsById.Select(tests => tests.Key).Except(Rows.Select(row => row.Id)));

    [Fact]
    public void TableOfTestsIsUpToDate()
    {
        var text = new StringBuilder("""
            # Tests of the pitfalls

            Generated from the attribute `[Pitfall]` of the tests. Tests marked "(lab)" run the scripts on real hosts or with real servers.
            For a pitfall without a test, the column "open" of [pitfalls](pitfalls.md) has the reason.

            """);
        foreach (var line in Page)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                text.Append($"\n{line}\n| pitfall | tests |\n|---|---|\n");
            }
            else if (RowOf().Match(line) is { Success: true } row)
            {
                var id = row.Groups["id"].Value;
                text.Append($"| [{id}](pitfalls.md#{id}) | {(TestsById.Contains(id) ? string.Join(", ", TestsById[id]) : "none")} |\n");
            }
        }

        Approved.Matches(text.ToString(), "docs", "pitfalls-tests.md");
    }

    // A row: its id, the pitfall, its prevention, what remains open.
    [GeneratedRegex("""^\| <a id="(?<id>[a-z0-9-]+)"></a>.+ \| .+ \|(?<open>.*)\|$""")]
    private static partial Regex RowOf();

    private sealed record Row(string Id, string Open);
}
