using FsCheck;
using FsCheck.Fluent;
using Infra.Model;

namespace Infra.Tests.Model.Cluster;

public sealed class EtcdQuorumTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void ToleratesAsManyAsLeaveAMajority(int servers, int tolerated) => Assert.Equal(tolerated, EtcdQuorum.Tolerated(servers));

    [Fact]
    public void FaultToleranceIsAMinorityOfTheServers() =>
        Prop.ForAll(
            Gen.Choose(1, 99).ToArbitrary(), servers => servers - EtcdQuorum.Tolerated(servers) > EtcdQuorum.Tolerated(servers))
            .QuickCheckThrowOnFailure();
}
