using Infra.Model;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Cluster;

public sealed class ClusterSpecTests
{
    private static readonly Dictionary<string, string> Fast = new(StringComparer.Ordinal) { ["disk"] = "fast" };
    private static readonly Dictionary<string, string> Any = [];

    [Fact]
    public void NodesForAPodHaveItsLabelsAndNoTaintThatItDoesNotTolerate()
    {
        var node = Spec().Cluster.Nodes[0];
        var cluster = Spec().Cluster with
        {
            Nodes =
            [
                node with { Name = "control", Labels = Fast, Taints = [new TaintSpec { Name = TaintSpec.ControlPlane }] },
                node with { Name = "other", Labels = Fast, Taints = [new TaintSpec { Name = "dedicated" }] },
                node with { Name = "fast", Labels = Fast, Taints = [] },
                node with { Name = "plain", Labels = Any, Taints = [] },
            ],
        };

        Assert.Equal(["fast", "plain"], cluster.NodesFor(Any).Select(found => found.Name));
        Assert.Equal(["fast"], cluster.NodesFor(Fast).Select(found => found.Name));
        Assert.Equal(["control", "fast"], cluster.NodesFor(Fast, controlPlane: true).Select(found => found.Name));
    }
}
