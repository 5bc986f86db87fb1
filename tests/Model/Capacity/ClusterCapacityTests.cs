using Infra.Model;
using Infra.Model.Capacity;

namespace Infra.Tests.Model.Capacity;

public sealed class ClusterCapacityTests
{
    private static readonly NodeSpec[] Two = [Node("one"), Node("two")];

    [Fact]
    public void SumsAreByKindAndTheRestIsLeft()
    {
        var capacity = ClusterCapacity.Of(
            Two, [Pods("app", 2, 1, 1), Pods("db", 1, 0.5m, 2) with { Kind = PodsKind.Database }]);

        Assert.Equal(new Amount(8 - 0.7m, 20 * Gib), capacity.Offered);
        Assert.Equal(new Amount(2, 2 * Gib), capacity.Asked[PodsKind.App]);
        Assert.Equal(new Amount(0.5m, 2 * Gib), capacity.Asked[PodsKind.Database]);
        Assert.Equal(capacity.Offered - new Amount(2.5m, 4 * Gib), capacity.Left);
        Assert.Empty(capacity.Waiting);
    }

    [Fact]
    public void PodsThatEachNodeHasCountOncePerNodeThatMayRunThem()
    {
        NodeSpec[] nodes = [.. Two, Node("three") with { Taints = [new() { Name = "reserved" }] }];
        var each = Pods("agent", 1, 0, 1) with { OnEveryNode = true };

        Assert.Equal(2 * Gib, ClusterCapacity.Of(nodes, [each]).Asked[PodsKind.App].Memory);
        Assert.Equal(3 * Gib, ClusterCapacity.Of(nodes, [each with { Tolerates = ["reserved"] }]).Asked[PodsKind.App].Memory);
    }

    [Fact]
    public void PodsOfANodeGoWithTheNode()
    {
        var one = Pods("instance-manager", 1, 1, 1) with { Node = "one", OnEveryNode = true };

        Assert.Equal(Gib, ClusterCapacity.Of(Two, [one]).Asked[PodsKind.App].Memory);
        var without = ClusterCapacity.Of([Two[1]], [one]);
        Assert.Equal(0, without.Asked.GetValueOrDefault(PodsKind.App).Memory);
        Assert.Empty(without.Waiting);
    }

    [Fact]
    public void PodsThatMustBeApartWaitForANodeOfTheirOwn()
    {
        var capacity = ClusterCapacity.Of(Two, [Pods("db", 3, 0.1m, 1) with { Apart = true }]);

        Assert.Equal(2 * Gib, capacity.Asked[PodsKind.App].Memory);
        var waiting = Assert.Single(capacity.Waiting);
        Assert.Equal((1, true), (waiting.Pods, waiting.ForANode));
        Assert.Empty(capacity.WaitingForRoom);
    }

    [Fact]
    public void PodsThatMustBeApartGetTheirNodesBeforeOthersFillThem() => Assert.Empty(ClusterCapacity.Of(
        [.. Two, Node("three") with { Taints = [new() { Name = "reserved" }] }],
        [Pods("app", 6, 0, 2.5m), Pods("db", 3, 0, 2.5m) with { Apart = true, Tolerates = ["reserved"] }]).Waiting);

    [Fact]
    public void PodWaitsWhereTheRoomIsInPiecesOfSeveralNodes()
    {
        var waiting = Assert.Single(ClusterCapacity.Of(Two, [Pods("app", 3, 0, 6)]).Waiting);

        Assert.Equal((1, false), (waiting.Pods, waiting.ForANode));
    }

    [Fact]
    public void LargePodsComeFirstSoThatSmallOnesFillTheGaps() =>
        Assert.Empty(ClusterCapacity.Of(Two, [Pods("small", 8, 0, 1), Pods("large", 2, 0, 6)]).Waiting);

    [Fact]
    public void ProcessorTimeIsAsScarceAsMemory() =>
        Assert.Equal(2, Assert.Single(ClusterCapacity.Of(Two, [Pods("app", 4, 2.5m, 0)]).Waiting).Pods);

    [Theory]
    [InlineData(19, 0)]
    [InlineData(21, 1)]
    public void ChartIsSpreadOverTheNodes(int memory, int waiting) =>
        Assert.Equal(waiting, ClusterCapacity.Of(Two, [Pods("chart", 1, 1, memory) with { Divisible = true }]).Waiting.Count);

    [Fact]
    public void UnknownRequestsAreNotCounted()
    {
        var capacity = ClusterCapacity.Of(Two, [Pods("chart", 0, 0, 0) with { Unknown = true }]);

        Assert.Empty(capacity.Asked);
        Assert.Empty(capacity.Waiting);
    }

    private const decimal Gib = 1073741824m;

    private static PodsRequest Pods(string name, int pods, decimal cpu, decimal memory) =>
        new(name, pods, new(cpu, memory * Gib)) { Kind = PodsKind.App };

    /// <summary>A node that offers 3.65 cores and 10 GiB.</summary>
    private static NodeSpec Node(string name) => Described.Server(name, "10.0.1.11") with
    {
        Cpu = Quantity.Parse("4"),
        Memory = Quantity.FromBytes((10 * Gib) + (1480 * 1048576m)),
    };
}
