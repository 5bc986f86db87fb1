using Infra.Hosts;
using Infra.Model;
using Infra.Platform;
using Pulumi;
using Remote = Pulumi.Command.Remote;

namespace Infra.Tests.Platform;

public sealed class LonghornTaintsTests
{
    [Fact]
    public void ToleratesEachTaintOfItsNodesOnce() => Assert.Equal(
        ["key=a:NoSchedule", "key=b:NoExecute"],
        LonghornTaints.Of(
        [
            Node(("key", "a", TaintEffect.NoSchedule), ("node.kubernetes.io/own", "", TaintEffect.NoSchedule)),
            Node(("key", "a", TaintEffect.NoSchedule), ("soft", "", TaintEffect.PreferNoSchedule), ("key", "b", TaintEffect.NoExecute)),
        ])
            .Select(taint => $"{taint.Name}={taint.Value}:{taint.Effect}"));

    private static Infra.Cluster.ClusterNode Node(params (string Name, string Value, TaintEffect Effect)[] taints) => new(
        new NodeHost
        {
            Node = Described.Server("one", "10.0.1.1") with
            {
                Taints = [.. taints.Select(taint => new TaintSpec { Name = taint.Name, Value = taint.Value, Effect = taint.Effect })],
            },
            HostId = Output.Create(""),
            Address = Output.Create(""),
            SshUser = "root",
            Connection = new Remote.Inputs.ConnectionArgs { Host = "" },
            Ready = [],
        },
        null!);
}
