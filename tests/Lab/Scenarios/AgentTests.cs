using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Nodes that only run workloads.</summary>
[Collection(LabAlone.Name)]
public sealed class AgentTests
{
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
}
