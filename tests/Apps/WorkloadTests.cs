using Infra.Model;
using Infra.Preview.Diff;
using Infra.Preview.Graph;
using Infra.Tests.Preview.Diff.Edits;
using Infra.Tests.Preview.Diff.Findings;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Apps;

/// <summary>The kinds of workloads, their rollouts and what keeps them available, in plans of production with one app.</summary>
public sealed class WorkloadTests
{
    private static readonly AppSpec Shop = new()
    {
        Name = "shop",
        Image = "registry.example.com/shop:1.0",
        Replicas = 3,
        Ports = [new() { Name = "http", Port = 8080 }],
    };

    private static readonly AppSpec Store = Shop with
    {
        Kind = WorkloadKind.StatefulSet,
        Replicas = 1,
        Mounts = [new() { Name = "store", Path = "/data", SubPath = "files" }],
    };

    private static readonly AppSpec Nightly = Shop with
    {
        Kind = WorkloadKind.CronJob,
        Ports = [],
        Schedule = CronSchedule.Parse("15 3 * * *"),
        Timeout = Duration.Parse("20m"),
    };

    [Fact]
    public async Task NewPodIsReadyBeforeAnOldOneStops()
    {
        var spec = Named(await PlanAsync(Shop), "app-shop-deployment").Inputs["spec"]!;

        Assert.Equal("RollingUpdate", spec.At("strategy", "type")!.Text);
        Assert.Equal(
            (1, 0),
            (spec.At("strategy", "rollingUpdate", "maxSurge")!.Number, spec.At("strategy", "rollingUpdate", "maxUnavailable")!.Number));
        Assert.Equal((3, 3), (spec["replicas"]!.Number, spec["revisionHistoryLimit"]!.Number));
    }

    [Fact]
    public async Task VolumeOfOneNodeIsReleasedBeforeTheNewPodMountsIt()
    {
        var app = Shop with { Replicas = 1, Mounts = [new() { Name = "store", Path = "/data" }] };

        Assert.Equal("Recreate", Strategy(await PlanAsync(app)));
        Assert.Equal("RollingUpdate", Strategy(await PlanAsync(app, AccessMode.ReadWriteMany)));
        Assert.Equal("Recreate", Strategy(await PlanAsync(Shop with { Strategy = RolloutStrategy.Recreate })));

        static string Strategy(PlanGraph plan) => Named(plan, "app-shop-deployment").Inputs.At("spec", "strategy", "type")!.Text;
    }

    /// <summary>Source 003: 48 checks every 5 s, and each of three pods waits for the migration of the others.</summary>
    [Fact]
    public async Task RolloutIsAwaitedAsLongAsItsPodsMayTakeOneAfterAnother()
    {
        var deployment = Named(
            await PlanAsync(Shop with { StartupProbe = new() { Path = "/", Period = Duration.Parse("5s"), FailureThreshold = 48 } }),
            "app-shop-deployment");

        Assert.Equal((5 * 60) + (3 * 48 * 5), deployment.Inputs.At("spec", "progressDeadlineSeconds")!.Number);
        Assert.True(deployment.Timeouts!.Create > TimeSpan.FromMinutes(15));
        Assert.True(deployment.Timeouts.Update > TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData(WorkloadKind.Deployment, "app-shop-deployment", "Deployment")]
    [InlineData(WorkloadKind.StatefulSet, "app-shop-set", "StatefulSet")]
    public async Task AutoscalerDecidesTheNumberOfPods(WorkloadKind kind, string workload, string target)
    {
        var limits = new AutoscalingSpec { Min = 2, Max = 6, CpuPercent = 60, MemoryPercent = 75 };
        var plan = await PlanAsync(Shop with { Kind = kind, Autoscaling = limits });
        var scaler = Named(plan, "app-shop-autoscaler");

        Assert.Equal(["spec.replicas"], Named(plan, workload).IgnoreChanges);
        Assert.Equal(2, Named(plan, workload).Inputs.At("spec", "replicas")!.Number);
        Assert.Equal(target, scaler.Inputs.At("spec", "scaleTargetRef", "kind")!.Text);
        Assert.Equal((2, 6), (scaler.Inputs.At("spec", "minReplicas")!.Number, scaler.Inputs.At("spec", "maxReplicas")!.Number));
        Assert.Equal(
            ["cpu 60", "memory 75"],
            scaler.Inputs.At("spec", "metrics")!.Items.Select(metric =>
                $"{metric.At("resource", "name")!.Text} {metric.At("resource", "target", "averageUtilization")!.Number}"));
        Assert.Equal(1, Named(plan, "app-shop-budget").Inputs.At("spec", "minAvailable")!.Number);
    }

    /// <summary>Server-side apply without the field would leave it to nobody, which is one pod.</summary>
    [Fact]
    [Pitfall("app-autoscaler-added")]
    public async Task AddedAutoscalerStartsFromThePodsThatRun()
    {
        var diff = PlanDiffer.Between(
            await PlanAsync(Shop), await PlanAsync(Shop with { Autoscaling = new() { Min = 2, Max = 6 } }));

        Assert.Contains(
            StepLine.Of(diff), line => line.StartsWith("ignore Deployment app-shop-deployment: spec.replicas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DiffTellsThatAnAutoscalerStartsNoStoppedApp() => Assert.Contains(
        Judged.Lines(
            await PlanAsync(Shop with { Replicas = 0 }), await PlanAsync(Shop with { Autoscaling = new() { Min = 2, Max = 6 } })),
        line => line.Contains("stays without pods", StringComparison.Ordinal));

    [Fact]
    public async Task NothingScalesOnWhatIsLeftOut() =>
        Assert.Equal(
            ["cpu"],
            Named(await PlanAsync(Shop with { Autoscaling = new() { Min = 2, Max = 6, MemoryPercent = 0 } }), "app-shop-autoscaler")
                .Inputs.At("spec", "metrics")!.Items.Select(metric => metric.At("resource", "name")!.Text));

    [Theory]
    [InlineData(3, null, 2)]
    [InlineData(1, null, 0)]
    [InlineData(3, 1, 1)]
    public async Task BudgetLetsOnePodGo(int replicas, int? described, int least)
    {
        var budget = Named(await PlanAsync(Shop with { Replicas = replicas, MinAvailable = described }), "app-shop-budget").Inputs["spec"]!;

        Assert.Equal((least, "AlwaysAllow"), ((int)budget["minAvailable"]!.Number, budget.TextOf("unhealthyPodEvictionPolicy")));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public async Task SeveralPodsShareANodeOnlyWhereThereIsNoOther(int replicas, bool spread)
    {
        var found = Named(await PlanAsync(Shop with { Replicas = replicas }), "app-shop-deployment")
            .Inputs.At("spec", "template", "spec", "topologySpreadConstraints")?.Items ?? [];

        Assert.Equal(
            spread ? ["ScheduleAnyway kubernetes.io/hostname pod-template-hash"] : [],
            found.Select(each =>
                $"{each.TextOf("whenUnsatisfiable")} {each.TextOf("topologyKey")} {each["matchLabelKeys"]!.Items[0].Text}"));
    }

    [Fact]
    public async Task MemberOfASetHasItsOwnVolumeThatOutlivesTheSet()
    {
        var plan = await PlanAsync(Store);
        var set = Named(plan, "app-shop-set");
        var template = Assert.Single(set.Inputs.At("spec", "volumeClaimTemplates")!.Items);
        var mount = set.Inputs.At("spec", "template", "spec", "containers")!.Items[0]["volumeMounts"]!.Items[0];

        Assert.Equal(("store", "longhorn-fast"), (template.At("metadata", "name")!.Text, template.At("spec", "storageClassName")!.Text));
        Assert.Equal(("store", "/data", "files"), (mount.TextOf("name"), mount.TextOf("mountPath"), mount.TextOf("subPath")));
        Assert.Equal("Retain", set.Inputs.At("spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted")!.Text);
        Assert.Equal("Retain", set.Inputs.At("spec", "persistentVolumeClaimRetentionPolicy", "whenScaled")!.Text);
        Assert.True(set.Protect);
        Assert.Contains(set.DependsOn, urn => urn.EndsWith("::storage-longhorn-fast", StringComparison.Ordinal));
        Each.Lacks(set.Inputs.At("spec", "template", "spec", "volumes")!.Items, volume => volume.TextOf("name") == "store");
    }

    [Fact]
    public async Task MembersOfASetHaveNamesBeforeTheyAreReady()
    {
        var plan = await PlanAsync(Store);
        var headless = Named(plan, "app-services-prod-shop-pods");

        Assert.Equal("shop-pods", Named(plan, "app-shop-set").Inputs.At("spec", "serviceName")!.Text);
        Assert.Equal("None", headless.Inputs.At("spec", "clusterIP")!.Text);
        Assert.True(headless.Inputs.At("spec", "publishNotReadyAddresses")!.IsTrue);
        Assert.Contains(headless.Urn, Named(plan, "app-shop-set").DependsOn);
    }

    [Fact]
    public async Task BrokenMemberOfASetBlocksNoRepair() =>
        Assert.Equal("Parallel", Named(await PlanAsync(Store), "app-shop-set").Inputs.At("spec", "podManagementPolicy")!.Text);

    [Fact]
    public async Task RunOfAScheduleIsAloneAndEnds()
    {
        var plan = await PlanAsync(Nightly);
        var spec = Named(plan, "app-shop-schedule").Inputs["spec"]!;

        Assert.Equal(("15 3 * * *", "Etc/UTC"), (spec.TextOf("schedule"), spec.TextOf("timeZone")));
        Assert.Equal("Forbid", spec.TextOf("concurrencyPolicy"));
        Assert.Equal(1200, spec.At("jobTemplate", "spec", "activeDeadlineSeconds")!.Number);
        Assert.Equal("Never", spec.At("jobTemplate", "spec", "template", "spec", "restartPolicy")!.Text);
        Each.Lacks(plan.Resources, resource => resource.Name is "app-shop-budget" or "app-services-prod-shop" or "app-shop-deployment");
    }

    [Fact]
    public async Task JobWithTheAppsImageRunsOnceForEachVersionBeforeThePods()
    {
        var app = Shop with
        {
            Env = [new() { Name = "MODE", Value = "production" }],
            InitJobs =
            [
                new() { Name = "migrate", Command = ["/migrate"], Timeout = Duration.Parse("30m") },
                new() { Name = "clean", Command = ["/clean"], When = JobTime.Settled },
            ],
        };
        var plan = await PlanAsync(app);
        var next = await PlanAsync(app with { Image = "registry.example.com/shop:1.1" });
        var (migrate, clean) = (Job(plan, "migrate"), Job(plan, "clean"));

        Assert.NotEqual(migrate.Name, Job(next, "migrate").Name);
        Assert.NotEqual(NameOf(migrate), NameOf(Job(next, "migrate")));
        Assert.Contains(migrate.Urn, Named(plan, "app-shop-deployment").DependsOn);
        Assert.Contains(Named(plan, "app-shop-deployment").Urn, clean.DependsOn);
        var container = migrate.Inputs.At("spec", "template", "spec", "containers")!.Items[0];
        Assert.Equal((app.Image, "production"), (container.TextOf("image"), container["env"]!.Items[0].TextOf("value")));
        Assert.Equal("migrate", migrate.Inputs.At("spec", "template", "metadata", "labels", "app.kubernetes.io/name")!.Text);

        static PlanResource Job(PlanGraph plan, string name) => plan.Resources.Single(resource =>
            resource.Type == "kubernetes:batch/v1:Job" && resource.Name.StartsWith($"app-shop-{name}-", StringComparison.Ordinal));

        static string NameOf(PlanResource job) => job.Inputs.At("metadata", "name")!.Text;
    }

    /// <summary>Source 000: the copy beside the Docker service leaves the database as it is, and answers at a port of the node.</summary>
    [Fact]
    public async Task ShadowLeavesTheDatabaseAloneAndHasANodePort()
    {
        var plan = await PlanAsync(Shop with { RunsOn = Placement.Both, Shadow = new() { NodePort = 30080 } });
        var service = Named(plan, "app-services-prod-shop-shadow").Inputs["spec"]!;
        var env = Named(plan, "app-shop-deployment").Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items;

        Assert.Equal(("NodePort", 30080), (service.TextOf("type"), service["ports"]!.Items[0]["nodePort"]!.Number));
        Assert.Equal(("SKIP_DB_INIT", "true"), (env[0].TextOf("name"), env[0].TextOf("value")));
    }

    [Fact]
    public async Task DatabaseInDockerIsReachedAtItsHost()
    {
        var system = Community.Spec("prod", "0-security");
        var app = Shop with
        {
            Env =
            [
                new() { Name = "HOST", Database = new("mysql", "wordpress", DatabaseProperty.Host) },
                new() { Name = "PORT", Database = new("mysql", "wordpress", DatabaseProperty.Port) },
                new() { Name = "USER", Database = new("mysql", "wordpress", DatabaseProperty.User) },
            ],
        };
        var plan = await Plans.OfAsync(system with { Apps = [app], Ingress = system.Ingress with { Hosts = [] } });
        var docker = system.Compose.Hosts.Single(host => host.Name == "docker-1");

        Assert.Equal(
            [docker.BridgeAddress?.ToString() ?? docker.Address, $"{system.Databases.Server("mysql")!.Compose!.Port}", "wordpress"],
            Named(plan, "app-shop-deployment").Inputs.At("spec", "template", "spec", "containers")!.Items[0]["env"]!.Items
                .Select(variable => variable.TextOf("value")!));
    }

    [Fact]
    public async Task CallsBetweenAppsDoNotOrderThem()
    {
        var system = Community.Spec();
        var plan = await Plans.OfAsync(system with
        {
            Apps = [Shop with { Calls = ["cart"] }, Shop with { Name = "cart", Calls = ["shop"] }],
            Ingress = system.Ingress with { Hosts = [] },
        });

        Each.Lacks(
            Named(plan, "app-shop-deployment").DependsOn, urn => urn.Contains("app-cart", StringComparison.Ordinal));
        Each.Lacks(
            Named(plan, "app-cart-deployment").DependsOn, urn => urn.Contains("app-shop", StringComparison.Ordinal));
    }

    private static Task<PlanGraph> PlanAsync(AppSpec app, AccessMode mode = AccessMode.ReadWriteOnce)
    {
        var system = Community.Spec();
        return Plans.OfAsync(system with
        {
            Apps = [app],
            Ingress = system.Ingress with { Hosts = [] },
            Storage = system.Storage with
            {
                Volumes = [new()
                {
                    Name = "store",
                    Size = Quantity.Parse("1Gi"),
                    Class = "longhorn-fast",
                    AccessMode = mode,
                    Owner = "shop",
                },
                .. system.Storage.Volumes],
            },
        });
    }

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);
}
