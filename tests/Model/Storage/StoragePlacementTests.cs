using Infra.Model;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Storage;

public sealed class StoragePlacementTests
{
    [Fact]
    public void StorageNodesAreThoseWithTheLabel() =>
        Assert.Equal(["worker-1", "worker-2"], StoragePlacement.Nodes(Spec()).Select(node => node.Name));

    [Fact]
    public void StorageNodesAreTheSchedulableNodesWithoutALabel()
    {
        var spec = Spec();
        Assert.Equal(
            ["worker-1", "worker-2"],
            StoragePlacement.Nodes(spec with { Storage = spec.Storage with { Longhorn = new LonghornSpec() } }).Select(node => node.Name));
    }
}
