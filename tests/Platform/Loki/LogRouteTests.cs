using Infra.Flows;
using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class LogRouteTests
{
    private static readonly ComposeHostSpec Second = new() { Name = "docker-2", Address = "198.51.100.9" };

    [Fact]
    public async Task DockerHostsAloneReachThePathOfPushes()
    {
        var plan = await Plans.OfAsync(LogSystem.WithSenders(LogSystem.Host, Second));
        var route = Named(plan, "loki-push-route").Inputs;
        var rule = Assert.Single(route.At("spec", "routes")!.Items);
        Assert.Equal("Host(`logs.dirtbikechina.com`) && Path(`/loki/api/v1/push`)", rule.TextOf("match"));
        var filter = Assert.Single(rule["middlewares"]!.Items).TextOf("name");
        var list = Named(plan, "loki-push-allow-list").Inputs;
        Assert.Equal(filter, list.At("metadata")!.TextOf("name"));
        Assert.Equal(
            ["198.51.100.7/32", "198.51.100.9/32"], list.At("spec", "ipAllowList", "sourceRange")!.Items.Select(range => range.Text));
        var service = Assert.Single(rule["services"]!.Items);
        Assert.Equal(("loki", 3100), (service.TextOf("name"), (int)service["port"]!.Number));
    }

    [Fact]
    public async Task RouteIsEncryptedWhereTheIngressIs()
    {
        var system = LogSystem.WithSenders(LogSystem.Host);
        var encrypted = await Plans.OfAsync(system);
        Assert.Equal(
            ("websecure", "loki-push-tls"),
            (EntryPointOf(encrypted), Named(encrypted, "loki-push-route").Inputs.At("spec", "tls")!.TextOf("secretName")));
        Assert.Equal("loki-push-tls", Named(encrypted, "loki-push-certificate").Inputs.At("spec")!.TextOf("secretName"));
        var plain = await Plans.OfAsync(
            system with { Ingress = new() { Namespace = system.Ingress.Namespace, Tls = new() { Mode = TlsMode.None } } });
        Assert.Equal("web", EntryPointOf(plain));
        Each.Lacks(plain.Resources, resource => resource.Name == "loki-push-certificate");
    }

    public static TheoryData<string> Closed() => ["no host name", "no Docker host", "a name for an address", "another place"];

    [Theory]
    [MemberData(nameof(Closed))]
    public void WithoutAListOfAddressesThereIsNoWayIn(string reason)
    {
        var system = reason switch
        {
            "no host name" => LogSystem.With(watch => watch with { ComposeHosts = ["docker-1"] }, LogSystem.Host),
            "no Docker host" => LogSystem.With(watch => watch with { Loki = LogSystem.Open }, LogSystem.Host),
            "a name for an address" => LogSystem.WithSenders(LogSystem.Host, Second with { Address = "docker-2.example.org" }),
            _ => LogSystem.With(
                watch => watch with { Loki = LogSystem.Open with { RunsOn = Placement.Compose }, ComposeHosts = ["docker-1"] },
                LogSystem.Host),
        };
        Assert.False(LogPush.IsOpen(system));
        Assert.True(LogPush.IsOpen(LogSystem.WithSenders(LogSystem.Host)));
        Each.Lacks(FlowMatrix.Of(system, StackParts.All), flow => flow.Reason == "log lines of Docker hosts");
    }

    [Fact]
    public void TraefikReachesLokiOnItsPortAlone()
    {
        var system = LogSystem.WithSenders(LogSystem.Host);
        var flow = Assert.Single(FlowMatrix.Of(system, StackParts.All), each => each.Reason == "log lines of Docker hosts");
        Assert.Equal((TraefikPart.End(new FlowScene(system)).Text, "infra/loki", "3100"), (flow.From.Text, flow.To.Text, flow.PortsText()));
    }

    [Fact]
    public void DockerHostsPushWhereTheNodesDoWhileLokiIsThere()
    {
        const string Elsewhere = "http://198.51.100.7:3100/loki/api/v1/push";
        var open = LogSystem.WithSenders(LogSystem.Host);
        Assert.Equal("https://logs.dirtbikechina.com/loki/api/v1/push", LogPush.UrlForDockerHosts(open));
        Assert.Equal(
            "http://logs.dirtbikechina.com/loki/api/v1/push",
            LogPush.UrlForDockerHosts(open with { Ingress = open.Ingress with { Tls = new() { Mode = TlsMode.None } } }));
        Assert.Equal(Elsewhere, LogPush.UrlForDockerHosts(LogSystem.With(watch => watch with { Alloy = new() { PushUrl = Elsewhere } })));
        Assert.Null(LogPush.UrlForDockerHosts(LogSystem.With(watch => watch)));
    }

    private static string EntryPointOf(PlanGraph plan) =>
        Assert.Single(Named(plan, "loki-push-route").Inputs.At("spec", "entryPoints")!.Items).Text;

    private static PlanResource Named(PlanGraph plan, string name) => plan.Resources.Single(resource => resource.Name == name);
}
