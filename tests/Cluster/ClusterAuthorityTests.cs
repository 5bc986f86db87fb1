using Infra.Cluster;

namespace Infra.Tests.Cluster;

public sealed class ClusterAuthorityTests
{
    [Fact]
    public void ReturnsNothingBeforeAServerHasACluster() =>
        Assert.Equal("", ClusterAuthority.In(["two/forget: no cluster here yet\n", null]));

    [Fact]
    public void ReturnsOneAuthorityForServersOfOneCluster() =>
        Assert.Equal(
            "ab12",
            ClusterAuthority.In(["one/forget: three forgotten\nauthority ab12\n", "authority ab12", "no cluster here yet"]));

    [Fact]
    public void NamesBothClustersWhenServersDiffer() =>
        Assert.Equal("ab12 cd34", ClusterAuthority.In(["authority ab12\n", "authority cd34\n"]));
}
