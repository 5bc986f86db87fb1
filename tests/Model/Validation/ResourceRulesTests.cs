using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class ResourceRulesTests
{
    [Theory]
    [InlineData("apps: [{name: discourse, replicas: 40}]", "the limits of all apps in 'prod' are", "cores, more than its quota of 16")]
    [InlineData("namespaces: [{name: prod, quota: {memory: 4Gi}}]", "the limits of all apps in 'prod' are", "more than its quota of 4Gi")]
    [InlineData("namespaces: [{name: prod, quota: {limitsCpu: 2}}]", "more than its quota of 2", "raise the quota")]
    public void RefusesRequestsAndLimitsBeyondTheQuota(string overrides, params string[] says) => RefusedAmongOthers(overrides, says);

    [Fact]
    public void AcceptsEverythingWithoutAQuota() =>
        Accepted("namespaces: [{name: prod, quota: null}]\napps: [{name: discourse, replicas: 6, resources: {requestMemory: 256Mi}}]");

    [Fact]
    public void RefusesTheSameWithAQuota() =>
        RefusedAmongOthers(
            "apps: [{name: discourse, replicas: 6}]", "the limits of all apps in 'prod' are", "cores, more than its quota of 16");

    [Fact]
    public void RefusesARequestAboveItsLimit() =>
        Refused(
            "apps: [{name: phpmyadmin, resources: {requestCpu: 1, limitCpu: 500m}}]",
            "apps[phpmyadmin].resources.requestCpu: 1 is more than limitCpu, which is 500m");

    [Fact]
    public void RefusesAJobsRequestAboveItsLimit() =>
        Refused(
            "apps: [{name: logto, initJobs: [{name: logto-init, resources: {requestMemory: 1Gi}}]}]",
            "apps[logto].initJobs[logto-init].resources.requestMemory: 1Gi is more than limitMemory, which is 512Mi");

    [Fact]
    public void RefusesDefaultRequestsAboveDefaultLimits() =>
        Refused(
            "namespaces: [{name: infra, limits: {requestMemory: 2Gi}}]",
            "namespaces[infra].limits.requestMemory: 2Gi is more than limitMemory, which is 1Gi");

    [Theory]
    [InlineData("2", "2Gi", "4", "4Gi", null)]
    [InlineData("1999m", "2Gi", "4", "4Gi", "requests of all apps in 'prod' are 2 cores, more than its quota of 1999m")]
    [InlineData("2", "2047Mi", "4", "4Gi", "requests of all apps in 'prod' are 2Gi, more than its quota of 2047Mi")]
    [InlineData("2", "2Gi", "3999m", "4Gi", "limits of all apps in 'prod' are 4 cores, more than its quota of 3999m")]
    [InlineData("2", "2Gi", "4", "4095Mi", "limits of all apps in 'prod' are 4Gi, more than its quota of 4095Mi")]
    [InlineData("4", "4Gi", null, null, null)]
    [InlineData("3999m", "4Gi", null, null, "limits of all apps in 'prod' are 4 cores, more than its quota of 3999m")]
    [InlineData("4", "4095Mi", null, null, "limits of all apps in 'prod' are 4Gi, more than its quota of 4095Mi")]
    public void QuotaLimitsEachSum(string cpu, string memory, string? limitsCpu, string? limitsMemory, string? wrong)
    {
        var quota = new QuotaSpec
        {
            Cpu = Quantity.Parse(cpu),
            Memory = Quantity.Parse(memory),
            LimitsCpu = limitsCpu is null ? null : Quantity.Parse(limitsCpu),
            LimitsMemory = limitsMemory is null ? null : Quantity.Parse(limitsMemory),
        };

        Assert.Equal(
            wrong is null
                ? []
                : [$"quota: the {wrong}; lower replicas or resources of the apps (both blue-green slots count), or raise the quota"],
            Problems("prod", quota, TwoPods with { Kind = WorkloadKind.StatefulSet }));
    }

    [Fact]
    public void QuotaCountsTheAppsOfItsNamespaceOnly()
    {
        var small = new QuotaSpec { Cpu = Quantity.Parse("1m"), Memory = Quantity.Parse("64Gi") };

        Assert.Equal(2, Problems("prod", small, TwoPods).Length);
        Assert.Equal(2, Problems("prod", small, TwoPods with { Namespace = "prod" }).Length);
        Assert.Empty(Problems("prod", small, TwoPods with { Namespace = "infra" }));
        Assert.Equal(2, Problems("infra", small, TwoPods with { Namespace = "infra" }).Length);
        Assert.Empty(Problems("infra", small, TwoPods));
    }

    [Theory]
    [Pitfall("slot-quota")]
    [InlineData("8", null)]
    [InlineData("7", "limits of all apps in 'prod' are 8 cores")]
    [InlineData("6", "limits of all apps in 'prod' are 8 cores")]
    public void BothVersionsHaveTheirFullSizeDuringARelease(string cpu, string? wrong)
    {
        var quota = new QuotaSpec { Cpu = Quantity.Parse(cpu), Memory = Quantity.Parse("64Gi") };
        var app = TwoPods with { BlueGreen = new() { Mode = BlueGreenMode.Full, IdleReplicas = 1 } };

        Assert.Equal(
            wrong is null
                ? []
                : [
                    $"quota: while another version of 'a' goes live, the {wrong}, more than its quota of {cpu}: its pods cannot start; "
                        + "raise the quota, or lower the resources or the number of pods",
                ],
            Problems("prod", quota, app));
        Assert.Empty(Problems("prod", quota, app with { RunsOn = Placement.Compose }));
    }

    [Theory]
    [InlineData("6", null)]
    [InlineData("5", "limits of all apps in 'prod' are 6 cores")]
    public void OnePodStartsBeforeAnotherStops(string cpu, string? wrong) => Assert.Equal(
        wrong is null ? [] : [$"quota: while another version of 'a' goes live, the {wrong}, more than its quota of {cpu}"],
        Problems("prod", new() { Cpu = Quantity.Parse(cpu), Memory = Quantity.Parse("64Gi") }, TwoPods).Select(Wrong));

    [Theory]
    [InlineData("7", false)]
    [InlineData("6", true)]
    public void JobsOfANewVersionCount(string cpu, bool refused)
    {
        var job = new InitJobSpec { Name = "migrate", Resources = new() { LimitCpu = Quantity.Parse("3") } };
        var app = TwoPods with { Kind = WorkloadKind.StatefulSet, InitJobs = [job] };

        Assert.Equal(refused, Problems("prod", new() { Cpu = Quantity.Parse(cpu), Memory = Quantity.Parse("64Gi") }, app).Length > 0);
    }

    private static string Wrong(string problem) => problem.Split(": its pods", 2)[0];

    /// <summary>An app that requests 2 cores and 2Gi, and may use twice as much.</summary>
    private static AppSpec TwoPods { get; } = new()
    {
        Name = "a",
        Replicas = 2,
        Resources = new()
        {
            RequestCpu = Quantity.Parse("1"),
            RequestMemory = Quantity.Parse("1Gi"),
            LimitCpu = Quantity.Parse("2"),
            LimitMemory = Quantity.Parse("2Gi"),
        },
    };

    private static string[] Problems(string name, QuotaSpec quota, params AppSpec[] apps)
    {
        var spec = Spec();
        NamespaceSpec[] spaces = [.. spec.Namespaces.Select(space => space with { Quota = space.Name == name ? quota : null })];
        return RuleRun.Problems(ResourceRules.Check, spec with { Apps = apps, Namespaces = spaces });
    }
}
