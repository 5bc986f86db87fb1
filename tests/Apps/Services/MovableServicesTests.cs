using Infra.Apps;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Apps;

public sealed class MovableServicesTests
{
    private const string Service = "app-services-apps-api";
    private const string Addresses = "app-services-apps-api-address";

    [Fact]
    public async Task NameOfAnAppInDockerLeadsToItsHost()
    {
        var plan = await Plans.OfAsync(WithApi(Placement.Compose));
        var service = Named(plan, Service).Inputs;

        Assert.Equal("api", service.At("metadata", "name")!.Text);
        var port = Assert.Single(service.At("spec", "ports")!.Items);
        Assert.Equal(("http", 80d), (port.TextOf("name"), port["port"]!.Number));
        Assert.Equal(["192.0.2.21"], AddressesIn(plan));
        var slice = Named(plan, Addresses).Inputs;
        Assert.Equal(("http", 18080d), (slice["ports"]!.Items[0].TextOf("name"), slice["ports"]!.Items[0]["port"]!.Number));
        Assert.Equal("api", slice.At("metadata", "labels", "kubernetes.io/service-name")!.Text);
    }

    /// <summary>
    /// Without a selector, Kubernetes leaves the addresses of pods that the service had before
    /// (https://github.com/kubernetes/kubernetes/issues/118376), so it selects pods that nobody has.
    /// </summary>
    [Theory]
    [InlineData("192.0.2.21")]
    [InlineData("one.example.org")]
    public async Task ServiceOfAnAppInDockerSelectsNoPods(string address)
    {
        var system = WithApi(Placement.Compose);
        system = system with { Compose = new() { Hosts = [One with { Address = address }, Two] } };
        var selector = Named(await Plans.OfAsync(system), Service).Inputs.At("spec", "selector")!;

        Assert.Equal(("api", "docker"), (selector.TextOf("app.kubernetes.io/name"), selector.TextOf("infra/place")));
    }

    /// <summary>
    /// A resource that left the program would be deleted at the end of the run: after the containers, which it leads to.
    /// </summary>
    [Fact]
    public async Task MoveDeletesNeitherTheServiceNorItsAddresses()
    {
        var (docker, cluster) = (await Plans.OfAsync(WithApi(Placement.Compose)), await Plans.OfAsync(WithApi(Placement.K3s)));
        Each.Of(
            (string[])[Service, Addresses],
            name => Assert.Equal(
                (Named(docker, name).Urn, Named(docker, name).Inputs.At("metadata", "name")!.Text),
                (Named(cluster, name).Urn, Named(cluster, name).Inputs.At("metadata", "name")!.Text)));
        Assert.Empty(AddressesIn(cluster));
        Assert.Equal("one", Named(cluster, Service).Inputs.At("spec", "selector")!.TextOf("infra/versions"));
    }

    [Fact]
    public async Task AppThatLeavesDockerAnswersFirstFromTheCluster()
    {
        var plan = await Plans.OfAsync(With(
            App("api", app => app with { RunsOn = Placement.K3s, Compose = app.Compose! with { Project = "shared" } }),
            App("front", app => app with { Compose = app.Compose! with { Project = "shared" } })));

        InOrder(plan, "app-api-deployment", Service, Addresses, "docker-one-shared");
    }

    [Fact]
    public async Task LastAppOfAProjectAnswersFromTheClusterBeforeTheProjectIsTakenDown()
    {
        var plan = await Plans.OfAsync(WithApi(Placement.K3s));

        InOrder(plan, "app-api-deployment", Service, Addresses, "docker-one-projects");
    }

    [Fact]
    public async Task ContainerWithTheAddressOfAnAppComesAfterIt() =>
        InOrder(await Plans.OfAsync(With()), "app-inside-deployment", "app-services-apps-inside", "docker-one-front");

    [Fact]
    public async Task AppThatReturnsToDockerAnswersFirstFromThere()
    {
        var plan = await Plans.OfAsync(WithApi(Placement.Compose));

        InOrder(plan, "docker-one-api", Addresses, Service);
    }

    [Fact]
    public async Task NameOfAnAppOnBothSidesLeadsToItsPods()
    {
        var plan = await Plans.OfAsync(WithApi(Placement.Both));

        Assert.Empty(AddressesIn(plan));
        Assert.Equal("api", Named(plan, Service).Inputs.At("spec", "selector")!.TextOf("app.kubernetes.io/name"));
        Assert.Null(Named(plan, Service).Inputs.At("spec", "selector")!.TextOf("infra/place"));
    }

    [Fact]
    public async Task CallersOfAShadowedAppStayWithTheOneInDocker()
    {
        var plan = await Plans.OfAsync(WithApi(Placement.Both, new() { NodePort = 30085 }));
        var shadow = Named(plan, $"{Service}-shadow").Inputs;

        Assert.Equal(["192.0.2.21"], AddressesIn(plan));
        Assert.Equal("docker", Named(plan, Service).Inputs.At("spec", "selector")!.TextOf("infra/place"));
        Assert.Equal(("api-shadow", "NodePort"), (shadow.At("metadata", "name")!.Text, shadow.At("spec", "type")!.Text));
        Assert.Equal(30085d, shadow.At("spec", "ports")!.Items[0]["nodePort"]!.Number);
        Assert.Null(shadow.At("spec", "selector")!.TextOf("infra/place"));
    }

    [Fact]
    public async Task HostWithANameIsAnotherNameOfTheService()
    {
        var system = WithApi(Placement.Compose);
        var plan = await Plans.OfAsync(system with { Compose = new() { Hosts = [One with { Address = "one.example.org" }, Two] } });
        var service = Named(plan, Service).Inputs;

        Assert.Equal(("ExternalName", "one.example.org"), (service.At("spec", "type")!.Text, service.At("spec", "externalName")!.Text));
        Each.Lacks(plan.Resources, resource => resource.Name == Addresses);
    }

    [Fact]
    public void AppThatNobodyInTheClusterCallsHasNoServiceThere()
    {
        Assert.Equal(["api"], MovableServices.Of(With()).Select(service => service.Name));
        Assert.Empty(MovableServices.Of(With(App("web", app => app with { Calls = [] }))));
        Assert.Empty(MovableServices.Of(With(App("web", app => app with { RunsOn = Placement.Nowhere }))));
    }

    [Fact]
    public async Task PodsReadTheAddressesOfWhatTheyCall()
    {
        var deployment = Named(await Plans.OfAsync(With()), "app-web-deployment").Inputs;
        var container = deployment.At("spec", "template", "spec", "containers")!.Items[0];
        Assert.Contains("http://api.apps.svc:80/v1", container["env"]!.Items.Select(variable => variable.TextOf("value")));
    }

    private static string[] AddressesIn(PlanGraph plan) =>
        [.. Named(plan, Addresses).Inputs["endpoints"]!.Items.SelectMany(one => one["addresses"]!.Items.Select(address => address.Text))];

    private static void InOrder(PlanGraph plan, params string[] names)
    {
        for (var at = 1; at < names.Length; at++)
        {
            Assert.Contains(Named(plan, names[at - 1]).Urn, plan.Before(Named(plan, names[at])));
        }
    }

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
