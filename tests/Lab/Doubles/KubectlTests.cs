using Infra.Lab.Double;

namespace Infra.Tests.Lab.Doubles;

/// <summary>Tests of the requests of a node's kubelet that the double of the API refuses, as Kubernetes does.</summary>
public sealed class KubectlTests
{
    [Theory]
    [InlineData("drain agent-2 --ignore-daemonsets --delete-emptydir-data --timeout=2s")]
    [InlineData("uncordon agent-2")]
    [InlineData("annotate node agent-2 infra/turn-")]
    [InlineData("get node agent-2 -o name")]
    [InlineData("delete node agent-1")]
    [InlineData("-n kube-system delete secret agent-1.node-password.k3s --ignore-not-found")]
    [InlineData("double nodes")]
    public async Task KubeletMayChangeOnlyItsOwnNode(string command)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => new Kubectl(null!).RunAsNodeAsync("agent-1", command.Split(' ')));

        Assert.StartsWith("Error from server (Forbidden): User \"system:node:agent-1\" cannot", refused.Message, StringComparison.Ordinal);
    }
}
