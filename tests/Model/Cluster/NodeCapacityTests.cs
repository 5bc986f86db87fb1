using Infra.Model;

namespace Infra.Tests.Model.Cluster;

public sealed class NodeCapacityTests
{
    [Fact]
    public void SubtractsTheReservationsOfTheKubelet()
    {
        var server = new NodeSpec { Name = "one", Role = NodeRole.Server, PrivateIp = Ipv4.Parse("10.0.1.1") };

        Assert.Equal(3.65m, NodeCapacity.AllocatableCpu(server));
        Assert.Equal(3.8m, NodeCapacity.AllocatableCpu(server with { Role = NodeRole.Agent }));
        Assert.Equal(8e9m - (1480m * 1048576m), NodeCapacity.AllocatableMemory(server));
        Assert.Equal(8e9m - (712m * 1048576m), NodeCapacity.AllocatableMemory(server with { Role = NodeRole.Agent }));
    }
}
