using Infra.Model;


namespace Infra.Tests.Model.Storage;

/// <summary>Nodes with Longhorn's disks, and the taints that it must tolerate.</summary>
public sealed class StoragePlacementTests
{
    [Fact]
    public void StorageNodesAreThoseWithTheLabel() =>
        Assert.Equal(["worker-1", "worker-2"], StoragePlacement.Nodes(Community.Spec()).Select(node => node.Name));

    [Fact]
    public void StorageNodesAreTheSchedulableNodesWithoutALabel()
    {
        var spec = Community.Spec();
        Assert.Equal(
            ["worker-1", "worker-2"],
            StoragePlacement.Nodes(spec with { Storage = spec.Storage with { Longhorn = new LonghornSpec() } }).Select(node => node.Name));
    }

    [Theory]
    [InlineData("1-dev")]
    [InlineData("3-prod")]
    [Pitfall("longhorn-taints")]
    public void MemberOnTheControlPlaneNeedsTheDriverThereBeforeItRunsInTheCluster(string phase) =>
        Assert.Equal([new() { Name = TaintSpec.ControlPlane }], StoragePlacement.DriverTaints(Community.Spec(phase: phase)));

    [Fact]
    public void ControlPlaneWithoutVolumesNeedsNoDriver()
    {
        var spec = Community.Spec();

        Assert.Empty(StoragePlacement.DriverTaints(spec with
        {
            Databases = spec.Databases with { Mysql = [.. spec.Databases.Mysql.Select(server => server with { OnControlPlane = false })] },
        }));
    }

    [Fact]
    public void VolumesOfLocalDisksNeedNoDriver()
    {
        var spec = Community.Spec();

        Assert.Empty(StoragePlacement.DriverTaints(spec with
        {
            Storage = spec.Storage with
            {
                Volumes = [.. spec.Storage.Volumes.Select(volume => volume with { Class = StorageClassSpec.LocalPath })],
            },
        }));
    }

    [Fact]
    public void TaintsOfStorageNodesAreToleratedOnceAndWithoutThePreferred()
    {
        var spec = Community.Spec();
        TaintSpec[] taints =
        [
            new() { Name = "dedicated", Value = "a" },
            new() { Name = "soft", Effect = TaintEffect.PreferNoSchedule },
            new() { Name = "dedicated", Value = "b", Effect = TaintEffect.NoExecute },
        ];
        spec = spec with
        {
            Cluster = spec.Cluster with
            {
                Nodes = [.. spec.Cluster.Nodes.Select(node => node.Name == "master-1" ? node : node with { Taints = taints })],
            },
        };

        Assert.Equal(
            [(TaintSpec.ControlPlane, TaintEffect.NoSchedule), ("dedicated", TaintEffect.NoSchedule), ("dedicated", TaintEffect.NoExecute)],
            StoragePlacement.DriverTaints(spec).Select(taint => (taint.Name, taint.Effect)));
    }
}
