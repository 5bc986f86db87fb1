using Infra.Cluster;

namespace Infra.Tests.Cluster;

public sealed class ClusterAuthorityTests
{
    [Fact]
    public void ReturnsNothingBeforeAServerHasACluster() =>
        Assert.Equal("", ClusterAuthority.In(["two/forget: this server has no cluster yet\n", null]));

    [Fact]
    public void ReturnsOneAuthorityForServersOfOneCluster() =>
        Assert.Equal(
            "ab12",
            ClusterAuthority.In(["one/forget: node three removed\nauthority ab12\n", "authority ab12", "this server has no cluster yet"]));

    [Fact]
    public void NamesBothClustersWhenServersDiffer() =>
        Assert.Equal("ab12 cd34", ClusterAuthority.In(["authority ab12\n", "authority cd34\n"]));
}
