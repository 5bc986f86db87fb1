using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class IngressTests
{
    [Fact]
    [Pitfall("traefik-config-name")]
    public async Task ObjectHasTheNameThatK3sReads()
    {
        var config = Config(await Plans.OfAsync("prod"));
        Assert.Equal(
            ("traefik", "kube-system"),
            (config.Inputs.At("metadata", "name")?.Text, config.Inputs.At("metadata", "namespace")?.Text));
    }

    [Theory]
    [InlineData("v1.34.6+k3s1", "reinstall")]
    [InlineData("v1.34.9+k3s1", "reinstall")]
    [InlineData("v1.34.10+k3s1", "retry")]
    [InlineData("v1.35.6+k3s1", "reinstall")]
    [InlineData("v1.35.7+k3s1", "retry")]
    [InlineData("v1.36.2+k3s1", "reinstall")]
    [InlineData("v1.36.3+k3s1", "retry")]
    [InlineData("v1.37.0+k3s1", "retry")]
    [Pitfall("traefik-failure-policy")]
    public async Task FailedReleaseIsRepairedInTheWayThatK3sKnows(string k3s, string policy)
    {
        var system = Described.StackOf("prod");
        var plan = await Plans.OfAsync(
            system with { Cluster = system.Cluster with { K3s = system.Cluster.K3s with { Version = k3s } } });

        Assert.Equal(policy, Config(plan).Inputs.At("spec", "failurePolicy")?.Text);
    }

    [Fact]
    [Pitfall("traefik-job-interrupted")]
    public async Task ConfigurationWaitsForTheJobOfAllServers()
    {
        var plan = await Plans.OfAsync("prod");
        var idle = Command(plan, "idle");

        Assert.Contains(idle.Urn, Config(plan).DependsOn);
        Each.Of(
            new[] { "master-1-start", "worker-1-start", "worker-2-start" },
            name => Assert.Contains(idle.DependsOn, urn => urn.EndsWith($"::{name}", StringComparison.Ordinal)));
    }

    [Fact]
    [Pitfall("traefik-failed-silently")]
    public async Task TraefikIsAwaitedByTheDigestOfItsValues()
    {
        var plan = await Plans.OfAsync("prod");
        var ready = Command(plan, "ready");
        var script = ready.Inputs["stdin"]!.Text;

        Assert.Contains(Config(plan).Urn, ready.DependsOn);
        Assert.Contains("export WORKLOAD='daemonset'\n", script, StringComparison.Ordinal);
        Assert.Contains($"export VALUES_LABEL='{Ingress.ValuesLabel}={LabelOf(plan)}'\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedValuesAreAwaitedAgain()
    {
        var system = Described.StackOf("prod");
        var before = await Plans.OfAsync(system);
        var after = await Plans.OfAsync(
            system with { Ingress = system.Ingress with { Traefik = system.Ingress.Traefik with { AccessLog = false } } });

        Assert.NotEqual(LabelOf(before), LabelOf(after));
        Each.Of(
            new[] { "idle", "ready" },
            state => Assert.NotEqual(Command(before, state).Inputs["stdin"]!.Text, Command(after, state).Inputs["stdin"]!.Text));
    }

    [Fact]
    public async Task StepEndsBeforeItsCommandDoes()
    {
        var command = Command(await Plans.OfAsync("prod"), "ready");

        Assert.Contains("export LIMIT_SECONDS='1800'\n", command.Inputs["stdin"]!.Text, StringComparison.Ordinal);
        Assert.True(command.Timeouts!.Create > TimeSpan.FromSeconds(1800));
    }

    private static string LabelOf(PlanGraph plan) =>
        PlanValues.Of(Config(plan).Inputs.At("spec", "valuesContent")!.Text).At("deployment", "labels", Ingress.ValuesLabel)!.Text;

    private static PlanResource Config(PlanGraph plan) =>
        Assert.Single(plan.Resources, resource => resource.Type == "kubernetes:helm.cattle.io/v1:HelmChartConfig");

    private static PlanResource Command(PlanGraph plan, string state) =>
        Assert.Single(plan.Resources, resource => resource.Name == $"ingress-traefik-{state}");
}
