using Infra.Model;
using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class CanaryRulesTests
{
    [Fact]
    public void AcceptsAnAppThatFlaggerCanRelease() => Assert.Empty(Problems(CanarySystem.Canary));

    [Fact]
    public void RefusesBlueGreenBesideACanary() => Refused(
        app => app with { BlueGreen = new() { Mode = BlueGreenMode.Full } },
        "'wordpress' has blue-green deployment, and both would change its pods and traffic; set apps[wordpress].blueGreen.mode: none");

    [Fact]
    public void RefusesAStatefulSet() => Refused(
        app => app with { Kind = WorkloadKind.StatefulSet }, "'wordpress' is not a Deployment, and Flagger releases nothing else");

    [Fact]
    public void RefusesAnAppWithoutPorts() => Refused(app => app with { Ports = [] }, "'wordpress' listens on no port");

    [Fact]
    [Pitfall("flagger-one-pod")]
    public void RefusesAnAppWithoutAutoscaling() => Refused(
        app => app with { Autoscaling = null },
        "Flagger owns the number of pods of 'wordpress', and only an autoscaler can tell it that number; "
            + "write apps[wordpress].autoscaling with min and max, which may be equal");

    [Fact]
    public void RefusesAnAppOfWhichOneVersionRunsAtATime() => Refused(
        app => app with { Strategy = RolloutStrategy.Recreate },
        "two versions of 'wordpress' would run at once, and its strategy is recreate");

    [Fact]
    public void RefusesAVolumeOfOneNode()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        system = system with
        {
            Storage = system.Storage with
            {
                Volumes = [.. system.Storage.Volumes.Select(volume => volume with { AccessMode = AccessMode.ReadWriteOnce })],
            },
        };
        Assert.Contains(
            "its volume wordpress-files has pods of one node only",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("flagger-no-traffic")]
    public void RefusesAnAppThatNoHostLeadsTo()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        system = system with { Ingress = system.Ingress with { Hosts = [] } };
        Assert.Contains(
            "no host leads to 'wordpress'",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAHostOfAnotherPort()
    {
        var system = CanarySystem.With(
            CanarySystem.Canary, app => app with { Ports = [.. app.Ports, new() { Name = "admin", Port = 81 }] });
        system = system with
        {
            Ingress = system.Ingress with { Hosts = [.. system.Ingress.Hosts.Select(host => host with { Port = "admin" })] },
        };
        Assert.Contains(
            "shares the traffic of its first port, 'http', not of 'admin'",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesASmokeTestOfAnotherPort() => Refused(
        app => app with
        {
            Ports = [.. app.Ports, new() { Name = "admin", Port = 81 }],
            BlueGreen = new() { SmokeTest = new() { Port = "admin" } },
        },
        "the service of a canary has the first port of 'wordpress', 'http', and no 'admin'; test the first port");

    [Fact]
    public void RefusesAClusterWithoutPrometheus()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        system = system with { Observability = system.Observability with { Prometheus = null } };
        Assert.Contains(
            "a canary is judged by Prometheus, and none runs on the cluster; describe observability.prometheus with runsOn: k3s",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void AsksForTheNamespaceOfPrometheusTooWhereItIsNotDescribed()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        system = system with { Observability = new() { Namespace = "metrics" } };
        Assert.Contains(
            "describe observability.prometheus with runsOn: k3s and a namespace of namespaces as observability.namespace, as 'metrics' is "
                + "not described, or remove the canaries",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAGuestsCanaryWhereTheOwnerHasNone()
    {
        var owner = CanarySystem.With(null);
        var guest = CanarySystem.With(CanarySystem.Canary);
        guest = guest with { Cluster = guest.Cluster with { From = "prod" } };
        Assert.Contains(
            "so nothing installs Flagger there",
            Single(Found(guest, owner)),
            StringComparison.Ordinal);
        Assert.Empty(Found(guest, CanarySystem.With(CanarySystem.Canary)));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(20, 10)]
    public void RefusesWeightsThatDoNotGrow(int first, int second) => Assert.Contains(
        $"the weights are {first}, {second}; write percents that are each larger than the one before",
        Single(Problems(CanarySystem.Canary with { StepWeights = [first, second] })),
        StringComparison.Ordinal);

    [Fact]
    public void RefusesWeightsBesideIterations() => Assert.Contains(
            "with iterations all traffic is moved at once",
            Single(Problems(CanarySystem.Canary with { StepWeights = [10], Iterations = 5 })),
            StringComparison.Ordinal);

    [Fact]
    public void RefusesAnAppWithANameOfFlaggers()
    {
        var system = CanarySystem.With(CanarySystem.Canary);
        system = system with { Apps = [.. system.Apps, new AppSpec { Name = "wordpress-primary" }] };
        Assert.Contains(
            "Flagger creates objects of this name for the canary of 'wordpress'",
            Single(Found(system)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("59s", false)]
    [InlineData("1m", true)]
    [Pitfall("flagger-interval")]
    public void IntervalHoldsTwoSamples(string interval, bool accepted) => Assert.Equal(
        accepted,
        !Community.Errors($"delivery: {{canaries: [{{name: wordpress, interval: {interval}}}]}}")
            .Any(error => error.Contains("delivery.canaries[wordpress].interval", StringComparison.Ordinal)));

    /// <summary>While a release is measured, both versions have all their pods.</summary>
    [Fact]
    public void CapacityCountsBothVersions()
    {
        var (with, without) = (CanarySystem.With(CanarySystem.Canary), CanarySystem.With(null));
        var app = with.Apps.Single(each => each.Name == CanarySystem.App);
        Assert.Equal((4, 1), (AppPods.Surge(with, app, 4), AppPods.Surge(without, app, 4)));
    }

    private static string[] Found(SystemSpec system, params SystemSpec[] neighbours) =>
        [.. RuleRun.Problems(CanaryRules.Check, system, neighbours)];

    private static void Refused(Func<AppSpec, AppSpec> edit, string problem) =>
        Assert.Contains(
            problem,
            Single(Found(CanarySystem.With(CanarySystem.Canary, edit))),
            StringComparison.Ordinal);

    private static string[] Problems(CanarySpec canary) => Found(CanarySystem.With(canary));

    private static string Single(string[] problems) => Assert.Single(problems);
}
