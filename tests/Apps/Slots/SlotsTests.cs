using Infra.Apps;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>The order of two versions side by side, by the dependencies of the planned resources.</summary>
public sealed class SlotsTests
{
    private const string App = "app-wordpress";
    private const string Service = "app-services-prod-wordpress";

    [Theory]
    [Pitfall("slot-switch-order")]
    [InlineData(Slot.Blue, "blue", "green")]
    [InlineData(Slot.Green, "green", "blue")]
    public async Task LiveVersionStartsAndPassesItsTestBeforeTheServiceSelectsItAndTheOtherShrinks(Slot slot, string live, string idle)
    {
        var plan = await PlanAsync(WithJobs(slot));
        string[] order =
        [
            $"{App}-migrate-{AppDigest.OfImage($"wordpress:{live}")}",
            $"{App}-{live}-deployment",
            $"{App}-{live}-smoke-test",
            Service,
            $"{App}-{idle}-deployment",
            $"{App}-{idle}-smoke-test",
        ];

        for (var index = 1; index < order.Length; index++)
        {
            Assert.Contains(Named(plan, order[index - 1]).Urn, plan.Before(Named(plan, order[index])));
        }

        Assert.Contains(Named(plan, Service).Urn, plan.Before(Named(plan, $"{App}-migrate-{AppDigest.OfImage($"wordpress:{idle}")}")));
        Assert.Equal(live, Named(plan, Service).Inputs.At("spec", "selector", "infra/slot")!.Text);
    }

    /// <summary>A run that fails leaves everything as it is that depends on what failed.</summary>
    [Fact]
    [Pitfall("slot-failed-test")]
    public async Task FailedSmokeTestLeavesTheServiceAndTheFormerVersionAsTheyAre()
    {
        var plan = await PlanAsync(WithJobs(Slot.Green));
        var test = Named(plan, $"{App}-green-smoke-test");

        Assert.Contains(test.Urn, plan.Before(Named(plan, Service)));
        Assert.Contains(test.Urn, plan.Before(Named(plan, $"{App}-blue-deployment")));
        Assert.Equal((0d, "true"), (
            test.Inputs.At("spec", "backoffLimit")!.Number,
            test.Inputs.At("metadata", "annotations", "pulumi.com/replaceUnready")!.Text));
    }

    [Fact]
    public async Task TestIsAwaitedLongerThanItLasts()
    {
        var test = Named(await PlanAsync(WithJobs(Slot.Green)), $"{App}-green-smoke-test");

        var deadline = test.Inputs.At("spec", "activeDeadlineSeconds")!.Number;
        Assert.InRange(deadline, 121, 600);
        Assert.NotNull(test.Timeouts?.Create);
        Assert.Null(test.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait"));
    }

    [Fact]
    public async Task EachVersionHasAServiceOfItsOwn()
    {
        var plan = await PlanAsync(WithJobs(Slot.Blue));

        Assert.Equal("blue", Named(plan, $"{Service}-blue").Inputs.At("spec", "selector", "infra/slot")!.Text);
        Assert.Equal("green", Named(plan, $"{Service}-green").Inputs.At("spec", "selector", "infra/slot")!.Text);
        Each.Of(
            plan.Resources.Where(resource => resource.Name.StartsWith(Service, StringComparison.Ordinal)),
            service => Assert.Equal("wordpress", service.Inputs.At("spec", "selector", "app.kubernetes.io/name")!.Text));
    }

    [Fact]
    public async Task LiveVersionHasItsFullSizeAndTheOtherOneTheDescribedSize()
    {
        var plan = await PlanAsync(WithJobs(Slot.Green));

        Assert.Equal((2d, 1d), (Replicas(plan, "green"), Replicas(plan, "blue")));
        Assert.Equal(
            (1d, 0d),
            (Named(plan, $"{App}-green-budget").Inputs.At("spec", "minAvailable")!.Number,
                Named(plan, $"{App}-blue-budget").Inputs.At("spec", "minAvailable")!.Number));
    }

    [Fact]
    public async Task WithoutADescribedSizeBothVersionsAreOfFullSize()
    {
        var plan = await PlanAsync(Change(WithJobs(Slot.Green), slots => slots with { IdleReplicas = null }));

        Assert.Equal((2d, 2d), (Replicas(plan, "green"), Replicas(plan, "blue")));
    }

    [Fact]
    public async Task VersionWithoutPodsIsNeitherPreparedNorTested()
    {
        var plan = await PlanAsync(Change(WithJobs(Slot.Green), slots => slots with { IdleReplicas = 0 }));

        Assert.Equal(0d, Replicas(plan, "blue"));
        Each.Lacks(plan.Resources, resource => resource.Name == $"{App}-blue-smoke-test");
        Each.Lacks(plan.Resources, resource => resource.Name == $"{App}-migrate-{AppDigest.OfImage("wordpress:blue")}");
    }

    [Fact]
    [Pitfall("slot-way-back-waits")]
    public async Task GoingBackPlansNoNewJob()
    {
        var there = Jobs(await PlanAsync(WithJobs(Slot.Green)));
        var back = Jobs(await PlanAsync(WithJobs(Slot.Blue)));

        Assert.Equal(4, there.Length);
        Assert.Equal(there, back);
    }

    [Fact]
    [Pitfall("slot-way-back-waits")]
    public async Task GoingLiveKeepsThePodsOfBothVersions()
    {
        var (blue, green) = (await PlanAsync(WithJobs(Slot.Blue)), await PlanAsync(WithJobs(Slot.Green)));

        foreach (var slot in (string[])["blue", "green"])
        {
            Assert.True(Named(blue, $"{App}-{slot}-deployment").Inputs.At("spec", "template")!
                .IsSameAs(Named(green, $"{App}-{slot}-deployment").Inputs.At("spec", "template")!));
        }
    }

    [Fact]
    public async Task TwoVersionsOfOneImageShareOneJob()
    {
        var plan = await PlanAsync(Change(WithJobs(Slot.Green), slots => slots with { BlueImage = "wordpress:green" }));

        Assert.Single(plan.Resources, resource => resource.Name.StartsWith($"{App}-migrate-", StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("slot-breaking-migration")]
    public async Task SettledJobRunsOnceBothVersionsHaveTheLiveImageAndAfterBoth()
    {
        var open = await PlanAsync(WithJobs(Slot.Green));
        var settled = await PlanAsync(Change(WithJobs(Slot.Green), slots => slots with { BlueImage = "wordpress:green" }));

        Each.Lacks(open.Resources, resource => resource.Name.StartsWith($"{App}-clean-", StringComparison.Ordinal));
        var before = settled.Before(Named(settled, $"{App}-clean-{AppDigest.OfImage("wordpress:green")}"));
        Assert.Contains(Named(settled, Service).Urn, before);
        Assert.Contains(Named(settled, $"{App}-blue-deployment").Urn, before);
    }

    [Fact]
    public async Task SettledJobOfAnAppWithoutSlotsRunsAfterItsPods()
    {
        var plan = await PlanAsync(Change(WithJobs(Slot.Blue), _ => new()));

        var job = plan.Resources.Single(resource => resource.Name.StartsWith($"{App}-clean-", StringComparison.Ordinal));
        Assert.Contains(Named(plan, $"{App}-deployment").Urn, plan.Before(job));
    }

    /// <summary>
    /// A number of pods that passes from the program to an autoscaler and back is 1 for a moment, or in conflict: server-side apply.
    /// </summary>
    [Fact]
    [Pitfall("slot-autoscaler")]
    public async Task AutoscalersDecideThePodsOfBothVersions()
    {
        var system = Edit(
            WithJobs(Slot.Green),
            app => app with
            {
                Autoscaling = new() { Min = 2, Max = 4 },
                BlueGreen = app.BlueGreen with { IdleReplicas = 3 },
            });
        var plan = await PlanAsync(system);

        Assert.Equal(["spec.replicas"], Named(plan, $"{App}-green-deployment").IgnoreChanges);
        Assert.Equal(["spec.replicas"], Named(plan, $"{App}-blue-deployment").IgnoreChanges);
        Assert.Equal((2d, 3d), (Replicas(plan, "green"), Replicas(plan, "blue")));
        Assert.Equal((2d, 4d), Limits(plan, "green"));
        Assert.Equal((3d, 3d), Limits(plan, "blue"));
        Assert.Contains(Named(plan, $"{App}-green-autoscaler").Urn, plan.Before(Named(plan, Service)));
        Assert.Contains(Named(plan, Service).Urn, plan.Before(Named(plan, $"{App}-blue-autoscaler")));
    }

    [Fact]
    public async Task SmokeTestReachesThePodsOfItsApp()
    {
        var plan = await PlanAsync(WithJobs(Slot.Green));
        var rules = plan.Resources.Where(resource => resource.Type == "kubernetes:networking.k8s.io/v1:NetworkPolicy")
            .SelectMany(policy => Plans.Texts(policy.Inputs))
            .Where(text => text.Text == "wordpress-smoke-test");

        Assert.NotEmpty(rules);
        Assert.Equal(
            "wordpress-smoke-test",
            Named(plan, $"{App}-green-smoke-test").Inputs.At("spec", "template", "metadata", "labels", "app.kubernetes.io/name")!.Text);
    }

    private static (double Min, double Max) Limits(PlanGraph plan, string slot)
    {
        var spec = Named(plan, $"{App}-{slot}-autoscaler").Inputs["spec"]!;
        return (spec["minReplicas"]!.Number, spec["maxReplicas"]!.Number);
    }

    private static string[] Jobs(PlanGraph plan) =>
    [
        .. plan.Resources
            .Where(resource => resource.Type == "kubernetes:batch/v1:Job" && resource.Name.StartsWith(App, StringComparison.Ordinal))
            .Select(job => job.Inputs.At("metadata", "name")!.Text).Order(StringComparer.Ordinal),
    ];

    private static double Replicas(PlanGraph plan, string slot) =>
        Named(plan, $"{App}-{slot}-deployment").Inputs.At("spec", "replicas")!.Number;

    private static SystemSpec WithJobs(Slot live) => Edit(DatabaseSystems.In("prod", "3-prod"), app => app with
    {
        InitJobs =
        [
            new() { Name = "migrate", Command = ["migrate"] },
            new() { Name = "clean", Command = ["clean"], When = JobTime.Settled },
        ],
        BlueGreen = app.BlueGreen with { Live = live, BlueImage = "wordpress:blue", GreenImage = "wordpress:green" },
    });

    private static SystemSpec Change(SystemSpec system, Func<BlueGreenSpec, BlueGreenSpec> change) =>
        Edit(system, app => app with { BlueGreen = change(app.BlueGreen) });

    private static SystemSpec Edit(SystemSpec system, Func<AppSpec, AppSpec> change) =>
        system with { Apps = [.. system.Apps.Select(app => app.Name == "wordpress" ? change(app) : app)] };

    private static Task<PlanGraph> PlanAsync(SystemSpec system) => DatabaseSystems.PlanAsync(system);

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
