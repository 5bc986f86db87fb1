using Infra.Preview.Checks;
using Infra.Preview.Graph;

namespace Infra.Tests.Preview;

public sealed class DeprecatedApisTests
{
    [Theory]
    [InlineData("batch/v1", "CronJob", 34)]
    [InlineData("policy/v1", "PodDisruptionBudget", 34)]
    [InlineData("discovery.k8s.io/v1", "EndpointSlice", 34)]
    [InlineData("v1", "Endpoints", 32)]
    [InlineData("example.org/v1beta1", "CronJob", 34)]
    public void ReportsNoServedVersion(string apiVersion, string kind, int minor) => Assert.Empty(In(minor, (apiVersion, kind)));

    [Fact]
    public void ReportsARemovedVersion()
    {
        var found = Assert.Single(In(34, ("policy/v1beta1", "PodDisruptionBudget")));

        Assert.True(found.IsGone);
        Assert.Equal("thing-0: policy/v1beta1 PodDisruptionBudget is no longer served since Kubernetes 1.25; use policy/v1", found.Text);
    }

    [Fact]
    public void WarnsOfAVersionThatWillBeRemoved()
    {
        var found = Assert.Single(In(31, ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema")));

        Assert.False(found.IsGone);
        Assert.Equal(
            "thing-0: warning: flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema will not be served from Kubernetes 1.32 on; use " +
            "flowcontrol.apiserver.k8s.io/v1",
            found.Text);
    }

    [Fact]
    public void WarnsOfAVersionDeprecatedWithoutAnEnd() =>
        Assert.StartsWith(
            "thing-0: warning: v1 Endpoints is deprecated since Kubernetes 1.33",
            Assert.Single(In(33, ("v1", "Endpoints"))).Text,
            StringComparison.Ordinal);

    [Fact]
    public void ReportsObjectsInTheOrderOfThePlan() =>
        Assert.Equal(
            ["thing-0", "thing-2"],
            In(34, ("batch/v1beta1", "CronJob"), ("batch/v1", "CronJob"), ("autoscaling/v2beta2", "HorizontalPodAutoscaler"))
                .Select(found => found.Text.Split(':')[0]));

    [Fact]
    public void ReportsObjectsInsideAConfigGroup()
    {
        var group = Resource(
            "group", "kubernetes:yaml/v2:ConfigGroup", PlanValue.OfMap(["objs"], [PlanValue.OfList([Object("v1", "Endpoints")])]));

        Assert.Single(DeprecatedApis.In(Graph(group), 34));
    }

    private static IReadOnlyList<DeprecatedApi> In(int minor, params (string ApiVersion, string Kind)[] objects) =>
        DeprecatedApis.In(
            Graph([.. objects.Select((one, i) => Resource($"thing-{i}", "kubernetes:any:Thing", Object(one.ApiVersion, one.Kind)))]),
            minor);

    private static PlanValue Object(string apiVersion, string kind) =>
        PlanValue.OfMap(["apiVersion", "kind"], [PlanValue.OfText(apiVersion), PlanValue.OfText(kind)]);

    private static PlanResource Resource(string name, string type, PlanValue inputs) =>
        new() { Urn = "urn:" + name, Type = type, Name = name, Inputs = inputs };

    private static PlanGraph Graph(params PlanResource[] resources) => new(new("test", "", "", null), resources, PlanValue.EmptyMap);
}
