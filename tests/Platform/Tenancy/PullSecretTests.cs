using Infra.Platform;
using Newtonsoft.Json.Linq;

namespace Infra.Tests.Platform;

public sealed class PullSecretTests
{
    [Fact]
    public void ContentIsTheFileThatDockerWrites()
    {
        var entry = JObject.Parse(PullSecret.Content("harbor.org:5000", "me", "pa\"ss"))["auths"]!["harbor.org:5000"]!;

        Assert.Equal(("me", "pa\"ss", "bWU6cGEic3M="), ((string?)entry["username"], (string?)entry["password"], (string?)entry["auth"]));
    }

    [Fact]
    public void DockerHubHasItsOldKey() =>
        Assert.NotNull(JObject.Parse(PullSecret.Content("docker.io", "me", "x"))["auths"]!["https://index.docker.io/v1/"]);
}
