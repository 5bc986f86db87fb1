using System.Text;
using Infra.Cli.Commands;
using Infra.Cli.Output;
using Infra.Preview;
using Infra.Preview.Diff;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests;

/// <summary>Differences that the pages show, made of the frozen systems. INFRA_APPROVE=1 writes them.</summary>
public sealed class DiffPageTests
{
    private const string Tree = "prod@3-prod";
    private const string Commit = $"{Tree}:HEAD (1a2b3c4)";
    private const string Environment = "stacks/community/env.prod.yaml";
    private const string System = "stacks/community/system.yaml";
    private const string FirstServer = """
            - name: master-1
              role: server
              serverType: cx33
        """;

    private const string ThirdServer = """
            - name: worker-2
              role: server
              serverType: cx33
              privateIp: 10.0.1.13
              labels: {node.role: database}
        """;

    private const string Agent = """

            - name: worker-3
              role: agent
              serverType: cx33
              privateIp: 10.0.1.20
        """;

    /// <summary>Page, its example, and the edit that it shows.</summary>
    public static TheoryData<string, string, string, string, string> Edits() => new()
    {
        { "docs/diff.md", "server-type", Environment, FirstServer, FirstServer.Replace("cx33", "cx43", StringComparison.Ordinal) },
        { "README.md", "server-type", Environment, FirstServer, FirstServer.Replace("cx33", "cx43", StringComparison.Ordinal) },
        { "docs/diff.md", "image", System, "dirtbikechina/postgres:15-cjk", "dirtbikechina/postgres:15.15-cjk" },
        { "docs/diff.md", "label", Environment, "labels: {node.role: database}", "labels: {node.role: database, rack: a}" },
        {
            "docs/diff.md", "smaller-volume", System, "name: discourse-shared, size: 30Gi", "name: discourse-shared, size: 20Gi"
        },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task EditIsShownAsItIs(string page, string example, string file, string old, string now)
    {
        using var copy = new FrozenCopy();
        copy.Edit(file, old, now);
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");
        Problems.None(outcome.Problems);
        Matches(page, example, PlanDiffer.Between(await Plans.OfAsync("prod"), outcome.Graph!));
    }

    [Fact]
    public async Task RemovedNodeIsShownAsItIs()
    {
        using var copy = new FrozenCopy();
        copy.Edit(Environment, ThirdServer, ThirdServer + Agent);
        var outcome = await StackPreview.RunAsync(copy.Root, "prod");
        Problems.None(outcome.Problems);
        Matches("docs/diff.md", "node-removed", PlanDiffer.Between(outcome.Graph!, await Plans.OfAsync("prod")));
    }

    [Theory]
    [InlineData("phase", "2-stage-30", "3-blue")]
    [InlineData("weight", "3-prod-10", "3-prod-50")]
    public async Task StepIsShownAsItIs(string example, string from, string to)
    {
        var old = await StackPreview.RunAsync(FrozenSystems.Root, "prod", from);
        var plan = await StackPreview.RunAsync(FrozenSystems.Root, "prod", to);
        Matches("docs/diff.md", example, PlanDiffer.Between(old.Graph!, plan.Graph!), plan.Described, $"prod@{from}", $"prod@{to}");
    }

    private static void Matches(
        string page, string example, PlanDiff diff, DescribedSide? described = null, string old = Commit, string plan = Tree)
    {
        var text = new StringBuilder();
        DiffCommand.Write(DiffReport.Of(old, plan, diff, described), new(text, colored: false, width: 140));
        var content = File.ReadAllText(Repository.File(page.Split('/')));
        var head = $"<!-- diff: {example} -->\n```\n";
        var start = content.IndexOf(head, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{page} has no example {example}");
        start += head.Length;
        var end = content.IndexOf("```", start, StringComparison.Ordinal);
        Approved.Matches($"{content[..start]}{text}{content[end..]}", page.Split('/'));
    }
}
