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
        Accepted("namespaces: [{name: prod, quota: null}]\napps: [{name: discourse, replicas: 6}]");

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
}
