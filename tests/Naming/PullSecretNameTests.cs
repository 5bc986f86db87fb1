using Infra.Naming;

namespace Infra.Tests.Naming;

public sealed class PullSecretNameTests
{
    [Fact]
    public void NameFollowsTheRegistry() => Assert.Equal("registry-harbor-org-5000", PullSecretName.Of("harbor.org:5000"));
}
