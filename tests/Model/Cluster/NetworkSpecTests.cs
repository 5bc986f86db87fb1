using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Cluster;

public sealed class NetworkSpecTests
{
    [Fact]
    public void AddressesForNodesAreInsideTheSubnetWithoutItsEnds() =>
        Prop.ForAll(Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(24, 30).ToArbitrary(), (offset, prefix) =>
        {
            var network = new NetworkSpec { NodeSubnet = Cidr.Parse($"10.0.1.0/{prefix}") };
            var address = new Ipv4(Ipv4.Parse("10.0.1.0").Value + (uint)offset);
            return network.IsForNode(address) == (offset >= 2 && offset <= (1 << (32 - prefix)) - 2);
        }).QuickCheckThrowOnFailure();
}
