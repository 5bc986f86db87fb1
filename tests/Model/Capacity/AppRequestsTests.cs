using Infra.Model;
using Infra.Model.Capacity;
using Infra.Tests.Systems;

namespace Infra.Tests.Model.Capacity;

public sealed class AppRequestsTests
{
    private static readonly AppSpec App = new() { Name = "app", Replicas = 3 };

    [Fact]
    public void AutoscaledAppCountsWithItsFewestPodsAndNamesTheOthers()
    {
        var request = Of(App with { Autoscaling = new() { Min = 2, Max = 5 } });

        Assert.Equal((2, 3), (request.Pods, request.Scaled));
    }

    [Fact]
    public void BothSlotsCountAndTheIdleOneGrowsInARollout()
    {
        var request = Of(App with { BlueGreen = new() { Mode = BlueGreenMode.Full, IdleReplicas = 1 } });

        Assert.Equal(4, request.Pods);
        Assert.Equal(2, Assert.Single(request.Rollout).Pods);
    }

    [Theory]
    [InlineData(RolloutStrategy.Rolling, 1)]
    [InlineData(RolloutStrategy.Recreate, 0)]
    public void RollingUpdateStartsOnePodBeforeAnotherStops(RolloutStrategy strategy, int more) =>
        Assert.Equal(more, Of(App with { Strategy = strategy }).Rollout.Sum(pods => pods.Pods));

    [Fact]
    public void CanaryHasBothVersionsAtFullSize()
    {
        var system = Community.Spec() with { Apps = [App], Delivery = new() { Canaries = [new() { Name = App.Name }] } };

        Assert.Equal(3, AppRequests.Of(App, AppPods.Surge(system, App, App.Replicas)).Rollout.Sum(pods => pods.Pods));
    }

    [Fact]
    public void JobsOfANewVersionRunOneAfterAnother()
    {
        static InitJobSpec Job(string name, string memory) => new()
        {
            Name = name,
            Resources = new() { RequestMemory = Quantity.Parse(memory), LimitMemory = Quantity.Parse("1Gi") },
        };
        var request = AppRequests.Of(App with { InitJobs = [Job("seed", "256Mi"), Job("migrate", "512Mi")] }, surge: 0);

        Assert.Equal(512 * 1048576m, Assert.Single(request.Rollout).Each.Memory);
    }

    [Fact]
    public void ScheduledAppIsAJob()
    {
        var request = Of(App with { Kind = WorkloadKind.CronJob, Schedule = CronSchedule.Parse("0 3 * * *") });

        Assert.Equal((PodsKind.Job, 1), (request.Kind, request.Pods));
    }

    [Fact]
    public void ChartCountsWithItsTotalOrNotAtAll()
    {
        var chart = new ChartSpec { Repository = "https://charts.example.org", Name = "chart", Version = "1.0.0" };
        var app = App with { Kind = WorkloadKind.HelmChart, Chart = chart };
        var resources = new ResourcesSpec { RequestCpu = Quantity.Parse("2"), LimitCpu = Quantity.Parse("4") };
        var total = Of(app with { Chart = chart with { Total = resources } });

        Assert.True(Of(app).Unknown);
        Assert.Equal((true, 1, 2m), (total.Divisible, total.Pods, total.Each.Cpu));
    }

    private static PodsRequest Of(AppSpec app) => AppRequests.Of(app, AppPods.Surge(Community.Spec(), app, app.Replicas));
}
