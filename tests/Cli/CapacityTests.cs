using Infra.Cli;
using Infra.Cli.Output;
using Infra.Tests.Support;

namespace Infra.Tests.Cli;

/// <summary>Capacity of clusters as `check` shows it, on the frozen stacks.</summary>
public sealed class CapacityTests
{
    private const StringComparison Exact = StringComparison.Ordinal;

    /// <summary>The product's table is the example of docs/capacity.md. INFRA_APPROVE=1 writes it.</summary>
    [Fact]
    public async Task ProductFitsItsThreeServersAlsoWithOneLost()
    {
        var shown = await CheckAsync("product");

        Assert.Contains("\n  each pod has a node\n  without hetzner1 too\n", shown, Exact);
        var page = await File.ReadAllTextAsync(Repository.File("docs", "capacity.md"));
        var start = page.IndexOf("<!-- check: product -->\n```\n", Exact) + "<!-- check: product -->\n```\n".Length;
        Approved.Matches(
            $"{page[..start]}{shown[..shown.IndexOf("\n\n", Exact)]}\n{page[page.IndexOf("```", start, Exact)..]}", "docs", "capacity.md");
    }

    [Fact]
    public async Task StacksOfOneClusterAreOneSum()
    {
        var shown = await CheckAsync("stage");

        Assert.StartsWith("capacity of the cluster of prod at 3-prod, stage at 3-prod, test at 3-prod\n", shown, Exact);
        Assert.Matches("\n  waits without worker-1: .*prod/mysql 1 of 3 \\(needs a node of its own\\)", shown);
    }

    [Fact]
    public async Task OtherStacksAreCountedInTheirOwnPhases() => Assert.StartsWith(
        "capacity of the cluster of prod at 2-stage, stage at 3-prod, test at 3-prod\n",
        await CheckAsync("prod --phase 2-stage"),
        Exact);

    [Fact]
    public async Task OneNodeHasNoColumnForItsLoss()
    {
        var shown = await CheckAsync("dev");

        Assert.Matches("\n +memory +cpu\n  1 node offers +6\\.01Gi +3\\.65\n", shown);
        Assert.DoesNotContain("without", shown, Exact);
    }

    [Fact]
    public async Task MemoryOfDockerHostsIsSharedWithTheNode()
    {
        var shown = await CheckAsync("homelab");

        Assert.Contains("\nmemory of the Docker hosts, with all services at their limits\n", shown, Exact);
        Assert.Contains("\n  drowzee: 8Gi, 3.44Gi left (plex 4Gi, monitoring-agents 0.56Gi)\n", shown, Exact);
        Assert.Contains("\n  nappy-docker: 16Gi, 2.06Gi left (node nappy 12Gi, prometheus 1.06Gi, ", shown, Exact);
    }

    [Fact]
    public async Task WithoutDescribedMemoryOfDockerHostsNothingIsSaid() =>
        Assert.DoesNotContain("Docker", await CheckAsync("prod"), Exact);

    [Fact]
    public async Task HostOfUnknownSizeIsAskedFor()
    {
        using var copy = new FrozenCopy();
        copy.Edit("stacks/community/env.dev.yaml", "serverType: cx33 #", "serverType: cx99\n      serverTypeUnlisted: true #");

        var shown = await CheckAsync("dev", copy.Root);
        Assert.Contains("\n  unknown: set cpu and memory of dev-1 under cluster.nodes to its share for the cluster\n", shown, Exact);
    }

    [Fact]
    public async Task CheckOfAllStacksShowsEachClusterOnce()
    {
        var terminal = new Terminal(FrozenSystems.Root);
        await App.RunAsync(["check"], terminal);

        Assert.Equal(
            ["dev at 1-dev", "homelab at 3-grafana", "prod at 3-prod, stage at 3-prod, test at 3-prod", "product at 4-end"],
            terminal.Results.Split('\n').Where(line => line.StartsWith("capacity of the cluster of ", Exact))
                .Select(line => line["capacity of the cluster of ".Length..]));
    }

    private static async Task<string> CheckAsync(string stack, string? root = null)
    {
        var terminal = new Terminal(root ?? FrozenSystems.Root);
        await App.RunAsync(["check", .. stack.Split(' ')], terminal);
        return terminal.Results;
    }
}
