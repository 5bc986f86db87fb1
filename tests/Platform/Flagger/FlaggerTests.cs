using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class FlaggerTests
{
    [Fact]
    public async Task StacksWithoutCanariesDoNotInstallFlagger() => Each.Lacks(
        (await Plans.OfAsync("prod")).Resources, resource => resource.Name.StartsWith("flagger", StringComparison.Ordinal));

    [Fact]
    public void GuestsUseTheOwnersFlagger()
    {
        var guest = Described.StackOf("stage") with { Delivery = new() { Canaries = [CanarySystem.Canary] } };
        Assert.False(new FlaggerPart().IsIn(guest));
        Assert.True(new FlaggerPart().IsIn(CanarySystem.With(CanarySystem.Canary)));
    }

    [Fact]
    [Pitfall("flagger-traefik-version")]
    public void VersionKnowsTraefik3() => Assert.True(new Version(FlaggerVersions.Chart.Version) >= new Version(1, 43, 0));

    [Fact]
    [Pitfall("flagger-config-copies")]
    public async Task FlaggerKeepsCopiesOfTheConfigurationAndAsksTheStacksPrometheus()
    {
        var values = Named(await PlanAsync(), "flagger-controller").Inputs["values"]!;
        Assert.True(values.At("configTracking", "enabled")!.IsTrue);
        Assert.Equal(
            ("traefik", "http://prometheus-operated.infra.svc:9090"), (values.TextOf("meshProvider"), values.TextOf("metricsServer")));
    }

    [Fact]
    [Pitfall("flagger-traefik-names")]
    public async Task TraefikNamesServicesAsTheQueriesExpect() => Each.Lacks(
        (await PlanAsync()).Resources.SelectMany(resource => Plans.Texts(resource.Inputs)),
        text => text.Text.Contains("safeNaming", StringComparison.OrdinalIgnoreCase));

    [Fact]
    [Pitfall("flagger-tester-commands")]
    public async Task FlaggerAloneReachesTheLoadTester()
    {
        var plan = await PlanAsync();
        var policies = plan.Resources.Where(resource => resource.Type.EndsWith(":NetworkPolicy", StringComparison.Ordinal)
            && resource.Inputs.At("metadata", "namespace")!.Text == "flagger-system").ToList();
        Assert.Contains(policies, policy => policy.Inputs.At("metadata", "name")!.Text == "default-deny");
        var entry = Assert.Single(policies, policy => policy.Inputs.At("spec", "ingress") is { Items.Count: > 0 }
            && policy.Inputs.At("spec", "podSelector", "matchLabels", "app")?.Text == "loadtester");
        var rule = entry.Inputs.At("spec", "ingress")!.Items[0];
        var from = Assert.Single(rule["from"]!.Items);
        Assert.Equal("flagger", from.At("podSelector", "matchLabels", "app.kubernetes.io/name")!.Text);
        Assert.Equal(8080, Assert.Single(rule["ports"]!.Items)["port"]!.Number);
        Assert.Equal(
            "^(prod|stage|test|infra|ingress-system)$",
            Named(plan, "flagger-loadtester").Inputs.At("values", "cmd", "namespaceRegexp")!.Text);
    }

    [Fact]
    public async Task AppAcceptsTheSmokeTestAndPrometheusTheQueries()
    {
        var names = (await PlanAsync()).Resources.Where(resource => resource.Type.EndsWith(":NetworkPolicy", StringComparison.Ordinal))
            .Select(resource => $"{resource.Inputs.At("metadata", "namespace")!.Text}/{resource.Inputs.At("metadata", "name")!.Text}")
            .ToList();
        Assert.Contains("prod/wordpress-from-flagger-loadtester", names);
        Assert.Contains("infra/prometheus-from-flagger", names);
        Assert.Contains("flagger-system/flagger-to-prometheus", names);
        Assert.Contains("flagger-system/flagger-loadtester-to-wordpress", names);
    }

    private static Task<PlanGraph> PlanAsync() => Plans.OfAsync(CanarySystem.With(CanarySystem.Canary));

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
