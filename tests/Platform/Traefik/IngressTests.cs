using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class IngressTests
{
    [Fact]
    [Pitfall("traefik-config-name")]
    public async Task ObjectHasTheNameThatK3sReads()
    {
        var config = await ConfigAsync();
        Assert.Equal(
            ("traefik", "kube-system"),
            (config.Inputs.At("metadata", "name")?.Text, config.Inputs.At("metadata", "namespace")?.Text));
    }

    [Fact]
    [Pitfall("traefik-failure-policy")]
    public async Task FailedUpgradeKeepsTheRelease() =>
        Assert.Equal("abort", (await ConfigAsync()).Inputs.At("spec", "failurePolicy")?.Text);

    private static async Task<PlanResource> ConfigAsync() =>
        Assert.Single((await Plans.OfAsync("prod")).Resources, resource => resource.Type == "kubernetes:helm.cattle.io/v1:HelmChartConfig");
}
