using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Nodes that only run workloads. Slow: each scenario starts hosts with an sshd and installs a cluster on them.</summary>
public sealed class AgentTests
{
    private static readonly string[] Agents = ["agent-1", "agent-2"];

    [SkippableFact]
    public async Task AgentJoinsAndItsMachineCanBeReplaced()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.AddAsync(Described.Agent("agent", "198.18.64.21"));

        (await cluster.UpAsync()).Succeeded();
        Assert.Contains("agent agent v1.34.6+k3s1 Ready", await cluster.NodesAsync("two"));
        await cluster.Net["agent"].RecreateAsync();
        (await cluster.UpAsync()).Succeeded();

        Assert.Contains("agent agent v1.34.6+k3s1 Ready", await cluster.NodesAsync("two"));
        Assert.Matches("^K10[0-9a-f]{64}::node:", cluster.Net["agent"].Read("etc/rancher/k3s/token"));
        Assert.Equal(["one voter", "three voter", "two voter"], await cluster.MembersAsync("one"));
    }

    [SkippableFact]
    public async Task AgentsAreUpgradedOneAfterTheOtherEachDrainedBefore()
    {
        await using var cluster = await WithTwoAgentsAsync();
        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };

        var running = cluster.UpAsync();
        var most = await MostCordonedDuringAsync(cluster, running);

        var result = (await running).Succeeded();
        Each.Of(Agents, agent => Assert.Contains($"node/{agent} drained", result[$"{agent}-start"].Error, StringComparison.Ordinal));
        Assert.Equal(1, most);
        await AssertAgentsRunAsync(cluster, LabSystem.Newer);
        Assert.True(result["three-start"].Ended <= Agents.Min(agent => result[$"{agent}-start"].Began), result.Text);
    }

    [SkippableFact]
    public async Task AgentWhoseDrainIsBlockedIsNotRestartedAndTheOtherGoesOn()
    {
        await using var cluster = await WithTwoAgentsAsync();
        var before = cluster.Net["agent-1"].Running();
        await cluster.AskAsync("one", "double budget agent-1 databases/postgres-primary");
        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("agent-1-start", failed.Name);
        Assert.Contains("disruption budgets that allow no eviction: databases/postgres-primary", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, cluster.Net["agent-1"].Running());
        var nodes = await cluster.NodesAsync("one");
        Assert.Contains($"agent-1 agent {LabCluster.Version} Ready", nodes);
        Assert.Contains($"agent-2 agent {LabSystem.Newer} Ready", nodes);

        await cluster.AskAsync("one", "double budget agent-1");
        (await cluster.UpAsync()).Succeeded();
        Assert.Contains($"agent-1 agent {LabSystem.Newer} Ready", await cluster.NodesAsync("one"));
    }

    [SkippableFact]
    public async Task NextRunUpgradesAnAgentThatLostPowerWhileItWasUpgraded()
    {
        await using var cluster = await WithTwoAgentsAsync();
        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };

        Assert.NotEmpty(
            (await cluster.UpAsync(Fault.PowerOff("agent-1-start", 190), Fault.Impatience("agent-2-start", seconds: 5))).Failed);
        await cluster.Net["agent-1"].PowerOnAsync();
        (await cluster.UpAsync()).Succeeded();

        await AssertAgentsRunAsync(cluster, LabSystem.Newer);
    }

    [SkippableFact]
    public async Task NewConfigurationReachesAgentsWithoutADrain()
    {
        await using var cluster = await WithTwoAgentsAsync();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        var result = (await cluster.UpAsync()).Succeeded();

        Each.Of(Agents, agent => Assert.DoesNotContain("drained", result[$"{agent}-start"].Error, StringComparison.Ordinal));
        Each.Of(
            Agents,
            agent => Assert.Contains("max-pods=200", cluster.Net[agent].Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal));
    }

    private static async Task<LabCluster> WithTwoAgentsAsync()
    {
        var cluster = await LabCluster.InstalledAsync();
        try
        {
            await cluster.AddAsync(Described.Agent("agent-1", "198.18.64.21"), Described.Agent("agent-2", "198.18.64.22"));
            (await cluster.UpAsync()).Succeeded();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static async Task AssertAgentsRunAsync(LabCluster cluster, string version)
    {
        var nodes = await cluster.NodesAsync("one");
        Each.Of(Agents, agent => Assert.Contains($"{agent} agent {version} Ready", nodes));
    }

    /// <summary>Highest number of agents that accepted no pods at the same time while an action ran.</summary>
    private static async Task<int> MostCordonedDuringAsync(LabCluster cluster, Task running)
    {
        var most = 0;
        while (!running.IsCompleted)
        {
            var nodes = (await cluster.TryAskAsync("three", "double nodes")).Split('\n');
            most = Math.Max(
                most,
                nodes.Count(node => node.Contains(" agent ", StringComparison.Ordinal)
                    && node.EndsWith("SchedulingDisabled", StringComparison.Ordinal)));
            await Task.Delay(50);
        }
        return most;
    }
}
