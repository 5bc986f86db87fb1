using Infra.Apps;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

public sealed class AppServicesTests
{
    [Fact]
    public async Task ServiceSelectsThePodsOfTheAppUnderTheNameOfItsShare()
    {
        var service = Named(await Plans.OfAsync("prod"), "app-services-prod-wordpress").Inputs;

        Assert.Equal("prod", service.At("metadata", "namespace")!.Text);
        Assert.Equal("wordpress", service.At("metadata", "name")!.Text);
        Assert.Equal(["app.kubernetes.io/name", "infra/slot"], service.At("spec", "selector")!.Keys);
        Assert.Equal("wordpress", service.At("spec", "selector", "app.kubernetes.io/name")!.Text);
        var port = service.At("spec", "ports")!.Items[0];
        Assert.Equal(("http", 80d, 8080d), (port.TextOf("name"), port["port"]!.Number, port["targetPort"]!.Number));
    }

    [Fact]
    public async Task ServiceHasItsOwnPortWhereOneIsDescribed()
    {
        var system = WithWordPress(app => app with { Ports = [new() { Name = "http", Port = 8080, ServicePort = 80 }] });
        var port = Named(await Plans.OfAsync(system), "app-services-prod-wordpress").Inputs.At("spec", "ports")!.Items[0];

        Assert.Equal((80d, 8080d), (port["port"]!.Number, port["targetPort"]!.Number));
    }

    /// <summary>Pods come later than the service; the provider would wait for them for ten minutes.</summary>
    [Fact]
    public async Task NothingWaitsForThePods() =>
        Each.Of(
            (await Plans.OfAsync("prod")).Resources.Where(resource =>
                resource.Type == "kubernetes:core/v1:Service" && resource.Name.StartsWith("app-services-", StringComparison.Ordinal)),
            service => Assert.Equal("true", service.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait")?.Text));

    [Fact]
    public async Task DockerHostWithAnAddressAnswersByAnEndpointSlice()
    {
        var plan = await Plans.OfAsync(WithDocker("10.0.1.90"));
        var service = Named(plan, "app-services-prod-wordpress-old").Inputs;
        var slice = Named(plan, "app-services-prod-wordpress-old-address").Inputs;

        Assert.Null(service.At("spec", "selector"));
        Assert.Null(service.At("spec", "type"));
        Assert.Equal("wordpress-old", slice.At("metadata", "labels", "kubernetes.io/service-name")!.Text);
        Assert.Equal("10.0.1.90", slice["endpoints"]!.Items[0]["addresses"]!.Items[0].Text);
        Assert.Equal(("http", 8082d), (slice["ports"]!.Items[0].TextOf("name"), slice["ports"]!.Items[0]["port"]!.Number));
        Assert.Contains("allowExternalNameServices: false", ValuesOf(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DockerHostWithANameAnswersByThatName()
    {
        var plan = await Plans.OfAsync(WithDocker("docker.example.org"));
        var service = Named(plan, "app-services-prod-wordpress-old").Inputs;

        Assert.Equal(("ExternalName", "docker.example.org"), (service.At("spec", "type")!.Text, service.At("spec", "externalName")!.Text));
        var port = Assert.Single(service.At("spec", "ports")!.Items);
        Assert.Equal(("http", 8082d), (port.TextOf("name"), port["port"]!.Number));
        Each.Lacks(plan.Resources, resource => resource.Name == "app-services-prod-wordpress-old-address");
        Assert.Contains("allowExternalNameServices: true", ValuesOf(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void HostThatOnlyDockerAnswersNeedsNoService()
    {
        var system = WithDocker("10.0.1.90");
        var www = system.Ingress.Hosts.Single(host => host.Name == "www");
        var docker = www with { Backends = [www.Backends.Single(backend => backend.ComposeHost is not null) with { Weight = 100 }] };

        Assert.Contains(DockerBridges.Of(system), service => service.Name == "wordpress-old");
        Assert.Empty(DockerBridges.Of(system with { Ingress = system.Ingress with { Hosts = [docker] } }));
    }

    private static SystemSpec WithDocker(string address)
    {
        var system = WithWordPress(
            app => app with { RunsOn = Placement.Both, Compose = new() { Host = "old", Port = 8082 } });
        return system with
        {
            Compose = new() { Hosts = [new() { Name = "old", Address = address }] },
            Ingress = system.Ingress with
            {
                Hosts =
                [
                    system.Ingress.Hosts.Single(host => host.Name == "www") with
                    {
                        Backends =
                        [
                            new() { Name = "docker", ComposeHost = "old", Weight = 90 },
                            new() { Name = "prod", Environment = "prod", Weight = 10 },
                        ],
                    },
                ],
            },
        };
    }

    private static SystemSpec WithWordPress(Func<AppSpec, AppSpec> change)
    {
        var system = Described.StackOf("prod");
        return system with { Apps = [.. system.Apps.Select(app => app.Name == "wordpress" ? change(app) : app)] };
    }

    private static string ValuesOf(PlanGraph plan) => Named(plan, "ingress-traefik").Inputs.At("spec", "valuesContent")!.Text;

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
