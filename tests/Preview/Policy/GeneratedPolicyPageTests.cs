using System.Text;
using Infra.Preview.Policy;
using Infra.Tests.Support;

namespace Infra.Tests.Preview.Policy;

/// <summary>Table of the rules in <c>docs/policies.md</c>.</summary>
public sealed class GeneratedPolicyPageTests
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- end -->\n";

    [Fact]
    public void TableOfRulesIsUpToDate()
    {
        var page = File.ReadAllText(Repository.File("docs", "policies.md"));
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        Approved.Matches($"{page[..begin]}{Table()}{page[end..]}", "docs", "policies.md");
    }

    private static string Table()
    {
        var table = new StringBuilder("| rule | finding: an object that | reason | what to do | no finding |\n|---|---|---|---|---|\n");
        foreach (var rule in Policies.All)
        {
            table.Append($"| `{rule.Name}` | {rule.Wrong} | {rule.Reason} | {rule.Fix} | {rule.Exceptions} |\n");
        }

        return table.ToString();
    }
}
