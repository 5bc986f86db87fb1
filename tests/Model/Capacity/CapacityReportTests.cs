using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Tests.Model.Capacity;

public sealed class CapacityReportTests
{
    [Fact]
    public void NodeIsLostWithoutWhichMostPodsWait()
    {
        NodeSpec[] nodes =
        [
            Described.Server("one", "10.0.1.11") with { ServerType = "cx53" },
            Described.Server("two", "10.0.1.12") with { Labels = new Dictionary<string, string> { ["for"] = "apps" } },
            Described.Server("three", "10.0.1.13"),
        ];
        var app = Pods("app", 1) with { NodeLabels = new Dictionary<string, string> { ["for"] = "apps" } };

        Assert.Equal("one", Of(nodes).Lost!.Name);
        Assert.Equal("two", Of(nodes, app).Lost!.Name);
        Assert.Equal("app", Assert.Single(Of(nodes, app).WithoutOne!.WaitingForRoom).Request.Name);
    }

    [Fact]
    public void ClusterIsLostWithOneOfTwoNodesAndWithItsOnlyServer()
    {
        var two = Of([Described.Server("one", "10.0.1.11"), Described.Server("two", "10.0.1.12")]);
        var agents = Of(
            [Described.Server("one", "10.0.1.11"), Described.Agent("two", "10.0.1.12"), Described.Agent("three", "10.0.1.13")]);

        Assert.Null(two.Lost);
        Assert.Null(two.WithoutOne);
        Assert.Equal("two", agents.Lost!.Name);
    }

    [Fact]
    public void NewVersionNeedsRoomBesideEverythingElse()
    {
        NodeSpec[] nodes = [Described.Server("one", "10.0.1.11")];
        var report = Of(nodes, Rolling("small", 1), Rolling("large", 5));

        Assert.Equal(
            [("large", true), ("small", false)], report.Rollouts.Select(rollout => (rollout.Name, rollout.Waits)));

        static PodsRequest Rolling(string name, decimal memory) =>
            Pods(name, 1) with { Rollout = [new($"{name} (new version)", 1, new(0, memory * Gib))] };
    }

    [Fact]
    public void AutoscalersAddTheirPods() =>
        Assert.Equal(new Amount(0.3m, 3 * Gib), Of([Described.Server("one", "10.0.1.11")], Pods("app", 1) with { Scaled = 3 }).Scaled);

    [Fact]
    public void ExistingHostIsKnownByItsDescribedResourcesAlone()
    {
        var host = Described.Server("nappy", "192.168.1.10");
        var cluster = Described.Cluster(host) with { Provider = ClusterProvider.ExistingHosts };
        var known = cluster with { Nodes = [host with { Cpu = Quantity.Parse("8"), Memory = Quantity.Parse("16Gi") }] };

        Assert.Equal(["nappy"], CapacityReport.Of(cluster, ["homelab"], []).UnknownNodes);
        var report = CapacityReport.Of(known, ["homelab"], []);
        Assert.Empty(report.UnknownNodes);
        Assert.Equal(new Amount(7.65m, (16 * Gib) - (1480 * 1048576m)), report.All.Offered);
    }

    [Fact]
    public void PodsOfSeveralStacksAreNamedWithTheirStack()
    {
        var prod = Community.Spec();
        var report = CapacityReport.Of([prod, Community.Spec("stage")], StackParts.PodRequests);

        Assert.Equal(["prod at 3-prod", "stage at 3-prod"], report.Stacks);
        Assert.Contains(report.Requests, request => request.Name == "stage/wordpress");
        Assert.Contains(CapacityReport.Of([prod], StackParts.PodRequests).Requests, request => request.Name == "wordpress");
    }

    private const decimal Gib = 1073741824m;

    private static CapacityReport Of(NodeSpec[] nodes, params PodsRequest[] requests) =>
        CapacityReport.Of(Described.Cluster(nodes), ["prod"], requests);

    private static PodsRequest Pods(string name, int pods) => new(name, pods, new(0.1m, Gib));
}
