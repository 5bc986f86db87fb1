using Infra.Model;

namespace Infra.Tests.Model.Values;

public sealed class K3sVersionTests
{
    [Theory]
    [InlineData("v1.33.9+k3s1", false)]
    [InlineData("v1.34.5+k3s1", false)]
    [InlineData("v1.34.6+k3s1", true)]
    [InlineData("v1.35.2+k3s2", false)]
    [InlineData("v1.35.3+k3s1", true)]
    [InlineData("v1.36.0+k3s1", true)]
    public void ReleaseIncludesAChangeFromItsMinorVersionsFirstReleaseOn(string version, bool includes) =>
        Assert.Equal(includes, K3sVersion.TryParse(version)!.Includes((34, 6), (35, 3)));
}
