using Infra.Platform;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Platform;

public sealed class PullSecretTests
{
    [Fact]
    public void ItHoldsWhatDockerWouldWrite()
    {
        var entry = JObject.Parse(PullSecret.Content("harbor.org:5000", "me", "pa\"ss"))["auths"]!["harbor.org:5000"]!;

        Assert.Equal(("me", "pa\"ss", "bWU6cGEic3M="), ((string?)entry["username"], (string?)entry["password"], (string?)entry["auth"]));
    }

    [Fact]
    public void DockerHubIsKnownByItsOldName() =>
        Assert.NotNull(JObject.Parse(PullSecret.Content("docker.io", "me", "x"))["auths"]!["https://index.docker.io/v1/"]);

    [Fact]
    public void ItIsNamedAfterTheRegistry() => Assert.Equal("registry-harbor-org-5000", PullSecret.NameOf("harbor.org:5000"));
}
