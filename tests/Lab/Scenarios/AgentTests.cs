using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Nodes that only run workloads.</summary>
[Collection(LabAlone.Name)]
public sealed class AgentTests
{
    private const string Newer = "v1.34.7+k3s1";

    private static readonly string[] Agents = ["agent-1", "agent-2"];

    [SkippableFact]
    public async Task AnAgentJoinsAndItsMachineCanBeReplaced()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var agent = cluster.Add(Described.Agent("agent", "198.18.64.21"));

        (await cluster.UpAsync()).Succeeded();
        Assert.Contains("agent agent v1.34.6+k3s1 Ready", cluster.Nodes("two"));
        agent.Recreate();
        (await cluster.UpAsync()).Succeeded();

        Assert.Contains("agent agent v1.34.6+k3s1 Ready", cluster.Nodes("two"));
        Assert.Matches("^K10[0-9a-f]{64}::node:", agent.Read("etc/rancher/k3s/token"));
        Assert.Equal(["one voter", "three voter", "two voter"], cluster.Members("one"));
    }

    [SkippableFact]
    public async Task AgentsAreUpgradedOneAfterTheOtherEachDrainedBefore()
    {
        using var cluster = await WithTwoAgentsAsync();
        cluster.K3s = cluster.K3s with { Version = Newer };

        var running = cluster.UpAsync();
        var most = await MostCordonedDuringAsync(cluster, running);

        var result = (await running).Succeeded();
        Each.Of(Agents, agent => Assert.Contains($"node/{agent} drained", result[$"{agent}-start"].Error, StringComparison.Ordinal));
        Assert.Equal(1, most);
        Each.Of(Agents, agent => Assert.Contains($"{agent} agent {Newer} Ready", cluster.Nodes("one")));
        Assert.True(result["three-start"].Ended <= Agents.Min(agent => result[$"{agent}-start"].Began), result.Text);
    }

    [SkippableFact]
    public async Task AnAgentWhoseDrainIsBlockedIsNotRestartedAndTheOtherGoesOn()
    {
        using var cluster = await WithTwoAgentsAsync();
        var before = cluster.Net["agent-1"].Running();
        cluster.Ask("one", "double budget agent-1 databases/postgres-primary");
        cluster.K3s = cluster.K3s with { Version = Newer };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("agent-1-start", failed.Name);
        Assert.Contains("disruption budgets that allow no eviction: databases/postgres-primary", failed.Error, StringComparison.Ordinal);
        Assert.Equal(before, cluster.Net["agent-1"].Running());
        Assert.Contains($"agent-1 agent {LabCluster.Version} Ready", cluster.Nodes("one"));
        Assert.Contains($"agent-2 agent {Newer} Ready", cluster.Nodes("one"));

        cluster.Ask("one", "double budget agent-1");
        (await cluster.UpAsync()).Succeeded();
        Assert.Contains($"agent-1 agent {Newer} Ready", cluster.Nodes("one"));
    }

    [SkippableFact]
    public async Task AnAgentThatLosesPowerWhileItIsUpgradedIsUpgradedByTheNextRun()
    {
        using var cluster = await WithTwoAgentsAsync(turnSeconds: 30);
        cluster.K3s = cluster.K3s with { Version = Newer };

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff("agent-1-start", 190))).Failed);
        cluster.Net["agent-1"].PowerOn();
        (await cluster.UpAsync()).Succeeded();

        Each.Of(Agents, agent => Assert.Contains($"{agent} agent {Newer} Ready", cluster.Nodes("one")));
    }

    [SkippableFact]
    public async Task ANewConfigurationReachesAgentsWithoutADrain()
    {
        using var cluster = await WithTwoAgentsAsync();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        var result = (await cluster.UpAsync()).Succeeded();

        Each.Of(Agents, agent => Assert.DoesNotContain("drained", result[$"{agent}-start"].Error, StringComparison.Ordinal));
        Each.Of(Agents, agent => Assert.Contains("max-pods=200", cluster.Net[agent].Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal));
    }

    private static async Task<LabCluster> WithTwoAgentsAsync(int turnSeconds = 90)
    {
        var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 15, TurnSeconds = turnSeconds });
        try
        {
            cluster.Add(Described.Agent("agent-1", "198.18.64.21"));
            cluster.Add(Described.Agent("agent-2", "198.18.64.22"));
            (await cluster.UpAsync()).Succeeded();
            return cluster;
        }
        catch
        {
            // It holds the lab's lock, for which every later test would wait.
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>The most agents that took no pods at a time while something ran.</summary>
    private static async Task<int> MostCordonedDuringAsync(LabCluster cluster, Task running)
    {
        var most = 0;
        while (!running.IsCompleted)
        {
            var nodes = cluster.TryAsk("three", "double nodes").Split('\n');
            most = Math.Max(most, nodes.Count(node => node.Contains(" agent ", StringComparison.Ordinal) && node.EndsWith("SchedulingDisabled", StringComparison.Ordinal)));
            await Task.Delay(50);
        }
        return most;
    }
}
