using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>
/// Changes of the plan when a node is removed: none for the other nodes, but that what they ran on the removed one runs on another.
/// </summary>
public sealed class NothingPositionalTests
{
    /// <summary>The alerts that miss a described node in the cluster.</summary>
    private const string NodeAlerts = "monitors-prometheus-alerts";

    [Theory]
    [InlineData("worker-1")]
    [InlineData("worker-2")]
    public async Task RemovedNodeChangesNothingOfTheOthers(string removed)
    {
        var system = Described.StackOf("prod");
        var all = await Plans.OfAsync(system);
        var fewer = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes.Where(node => node.Name != removed)] } });

        Each.Of(
            all.Resources.Where(before => !before.Name.Contains(removed, StringComparison.Ordinal) && !RunsOn(before, removed)
                && before.Name != NodeAlerts),
            before => Assert.True(fewer.Find(before.Urn) is { } after && Plans.Same(before.Inputs, after.Inputs), before.Urn));
        Each.Of(fewer.Resources, after => Assert.True(all.Find(after.Urn) is not null, after.Urn));
    }

    private static bool RunsOn(PlanResource resource, string node) =>
        resource.Inputs.TextOf("stdin") is { } input && input.Contains($"\nNODE_NAME='{node}'\n", StringComparison.Ordinal);

    [Fact]
    public async Task RemovedFirstServerChangesTheCommandsThatAskAServerOnly()
    {
        var system = Described.StackOf("prod");
        var all = await Plans.OfAsync(system);
        var fewer = await Plans.OfAsync(system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes.Skip(1)] } });

        var touched =
            from before in all.Resources
            where !before.Name.Contains("master-1", StringComparison.Ordinal)
            where fewer.Find(before.Urn) is not { } after || !Plans.Same(before.Inputs, after.Inputs)
            select before.Name;
        // The founder's keeper changes, but changes of keepers are ignored there.
        Assert.Equal(
            [
                "cluster-founder", "cluster-kubeconfig", "ingress-traefik-idle", "ingress-traefik-ready", NodeAlerts,
                "worker-1-forget", "worker-2-forget",
            ],
            touched.Where(name => !name.EndsWith("-start", StringComparison.Ordinal) && name != "cluster-kubernetes")
                // A server of the last run, by the stack's outputs; a plan without them names the first described one.
                .Where(name => !name.StartsWith("gate-", StringComparison.Ordinal))
                .Order());
    }
}
