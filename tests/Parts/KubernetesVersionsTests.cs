using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Parts;

public sealed class KubernetesVersionsTests
{
    [Theory]
    [InlineData("v1.28.0+k3s1")]
    [InlineData("v9.99.0+k3s1")]
    [InlineData("v1.33.9+k3s1")]
    [InlineData("v1.37.0+k3s1")]
    [InlineData("v2.34.6+k3s1")]
    public void RefusesKubernetesThatAPartDoesNotSupport(string version) => RefusedAmongOthers(
        $"cluster: {{k3s: {{version: {version}}}}}",
        $"cluster.k3s.version: {version} is none of the versions of Kubernetes that are supported by Longhorn (1.34 to 1.36), ",
        "Traefik's values (1.34 to 1.36), ",
        "CloudNativePG 1.30 (1.34 to 1.36)",
        "use a release of 1.34 to 1.36, or first raise the pinned versions of these parts");

    [Fact]
    public void NamesOnlyThePartsThatRefuse() => Assert.DoesNotContain(
        "cert-manager",
        Assert.Single(
            Errors("cluster: {k3s: {version: v1.33.9+k3s1}}"),
            error => error.Contains("is none of the versions", StringComparison.Ordinal)),
        StringComparison.Ordinal);

    [Fact]
    public void NamesEachPartThatRefuses() =>
        RefusedAmongOthers("cluster: {k3s: {version: v1.37.0+k3s1}}", "cert-manager 1.21 (1.33 to 1.36)");

    [Theory]
    [InlineData("v1.34.6+k3s1")]
    [InlineData("v1.35.3+k3s2")]
    [InlineData("v1.36.99+k3s1")]
    public void AcceptsKubernetesThatAllPartsSupport(string version) => Accepted($"cluster: {{k3s: {{version: {version}}}}}");
}
