using Infra.Cluster;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Cluster;

/// <summary>The search for holders of node ports, as planned.</summary>
public sealed class NodePortCheckTests
{
    [Fact]
    public async Task NothingOfTheAppIsCreatedBeforeEveryNodeWasAsked()
    {
        var plan = await Plans.OfAsync(ShadowSystem.With());
        string[] asked = ["node-ports-on-master-1", "node-ports-on-worker-1", "node-ports-on-worker-2"];

        Assert.Equal(asked, Before(plan, "app-copy-deployment"));
        Assert.Contains(Named(plan, "app-copy-deployment").Urn, Named(plan, "app-services-prod-copy-shadow").DependsOn);
    }

    [Fact]
    public async Task NodeIsAskedAsSoonAsItsHostExists() =>
        Assert.DoesNotContain(
            "worker-1-start", Before(await Plans.OfAsync(ShadowSystem.With()), "node-ports-on-worker-1", name => true));

    [Fact]
    public async Task AnotherListOfPortsIsAskedForAgainAndAnotherAppIsNoReason()
    {
        var before = await StepAsync(app => app);

        Assert.NotEqual(before, await StepAsync(app => app with { Shadow = new() { NodePort = 30081 } }));
        Assert.Equal(before, await StepAsync(app => app with { Env = [new() { Name = "A", Value = "b" }] }));

        static async Task<string> StepAsync(Func<AppSpec, AppSpec> edit) =>
            Named(await Plans.OfAsync(ShadowSystem.With(edit)), "node-ports-on-worker-1").Inputs.TextOf("create")!;
    }

    [Fact]
    public void ListNamesTheServiceThatMayHoldThePortAndTheSetting()
    {
        var ports = ShadowSystem.App.Ports.Select(port => port with { NodePort = 30090 }).ToList();

        Assert.Equal("30080 tcp * service:prod/copy-shadow apps[copy].shadow.nodePort", Wanted(app => app with { Ports = ports }));
        Assert.Equal(
            "30090 tcp * service:prod/copy apps[copy].ports[http].nodePort",
            Wanted(app => app with { RunsOn = Placement.K3s, Ports = ports }));

        static string Wanted(Func<AppSpec, AppSpec> edit) =>
            WantedPort.Parameters(WantedPort.OnNodes(ShadowSystem.With(edit)), [], docker: false)["WANTED"];
    }

    [Fact]
    public void PortsOfAppsInDockerAreNotWantedOnNodes() =>
        Assert.Empty(WantedPort.OnNodes(ShadowSystem.With(app => app with { RunsOn = Placement.Compose })));

    [Fact]
    public async Task WithoutNodePortsNoNodeIsAsked() => Each.Lacks(
        (await Plans.OfAsync(ShadowSystem.With(app => app with { Shadow = null }))).Resources,
        resource => resource.Name.StartsWith("node-ports", StringComparison.Ordinal));

    private static string[] Before(PlanGraph plan, string name, Func<string, bool>? chosen = null) =>
    [
        .. Named(plan, name).DependsOn.Select(urn => plan.Find(urn)!.Name)
            .Where(chosen ?? (static before => before.StartsWith("node-ports-on-", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];

    private static PlanResource Named(PlanGraph plan, string name) =>
        plan.Resources.Single(resource => resource.Name == name && !resource.IsComponent);
}
