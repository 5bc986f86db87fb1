using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using Infra.Tests.Systems;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Model.Validation;

public sealed class CallRulesTests
{
    [Theory]
    [InlineData(Placement.Compose)]
    [InlineData(Placement.Both)]
    public void AcceptsCallsThatLeadSomewhere(Placement place) => Assert.Empty(Of(WithApi(place)));

    [Fact]
    public void CallFromTheClusterNeedsAPublishedPort()
    {
        var problems = Of(With(App("api", app => app with { Compose = new() { Host = "one" } })));
        Assert.Contains(
            "calls: 'api' runs in Docker, which publishes none of its ports, so nothing in the cluster reaches it; "
                + "set compose.port of 'api'",
            problems);
    }

    [Fact]
    public void CallFromTheClusterToAChartInDockerHasNoStableName()
    {
        var problems = Of(With(App("api", app => app with { Kind = WorkloadKind.HelmChart })));
        Assert.Contains(problems, problem => problem.Contains("in the cluster its chart makes the service", StringComparison.Ordinal));
    }

    [Fact]
    public void CallFromDockerToAnotherHostNeedsAPublishedPort() => Assert.Contains(
        "calls: 'front' on 'one' reaches 'far' on 'two' by a published port alone, and it publishes none; set compose.port of 'far'",
        Of(With(App("far", app => app with { Compose = new() { Host = "two" } }))));

    [Fact]
    public void CallFromDockerToTheClusterNeedsAWayIn() => Assert.Contains(
        "calls: 'front' runs in Docker on 'one' and calls 'inside' in the cluster, which opens no port there; "
            + "set nodePort of the first port of 'inside' for a host in the nodes' network, or publish it under ingress.hosts and write "
            + "$(host:NAME)",
        Of(With(App("inside", Closed))));

    [Fact]
    public void PublishedHostIsAWayIn()
    {
        var system = With(App("inside", Closed), App("front", app => app with { Env = [] }));
        Assert.Empty(Of(system with { Ingress = system.Ingress with { Hosts = [new() { Name = "inside", App = "inside" }] } }));
    }

    [Fact]
    public void CallerThatOthersBringUpIsTheirs() => Assert.Empty(Of(With(
        App("inside", Closed),
        App("front", app => app with { Env = [], Compose = app.Compose! with { Managed = false } }))));

    [Theory]
    [InlineData("$(app:nobody)", "there is no app 'nobody'")]
    [InlineData("$(app:api/grpc)", "'api' has no port 'grpc'; write one of the ports of 'api', or give it one")]
    [InlineData("$(app:far)", "it names 'far', which 'web' does not call, so no network policy lets it; add far to calls")]
    public void ReferenceLeadsToACalledApp(string value, string says) => Assert.Contains(
        Of(With(App("web", app => app with { Env = [new() { Name = "A", Value = value }] }))),
        problem => problem.StartsWith("value: ", StringComparison.Ordinal) && problem.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void ReferenceLeadsToAPortThatIsOpenFromThere()
    {
        var metrics = new PortSpec { Name = "more", Port = 9100 };
        var problems = Of(With(
            App("far", app => app with { Ports = [.. app.Ports, metrics] }),
            App("front", app => app with { Env = [new() { Name = "A", Value = "$(app:far/more)" }] })));
        Assert.Equal(
            "value: 'front' cannot reach the port 'more' of 'far' from where it runs; publish the port on the Docker host of 'far', "
                + "or open it by nodePort in the cluster",
            Assert.Single(problems));
    }

    [Fact]
    public void ReferenceToAnAppThatRunsNowhereStaysAsItIsWritten() => Assert.Equal(
        "value: 'far' runs nowhere in this environment, so 'front' gets the text as it is written; describe where 'far' runs, "
            + "or take the reference away",
        Assert.Single(Of(With(App("far", app => app with { RunsOn = Placement.Nowhere })))));

    [Fact]
    public void HostWithANameMapsNoPort()
    {
        var system = With();
        var problems = Of(system with { Compose = new() { Hosts = [One with { Address = "one.example.org" }, Two] } });
        Assert.Equal(
            "port: the cluster knows 'one' by a name in DNS, which maps no port: callers of 'api' use 80 in the cluster and 18080 while it "
                + "runs in Docker; give 'one' an address, publish the same port, or let callers write $(app:api)",
            Assert.Single(problems));
    }

    [Fact]
    public void AddressOfABridgeIsForOneNode()
    {
        var system = With();
        system = system with { Compose = new() { Hosts = [One with { BridgeAddress = Ipv4.Parse("172.17.0.1") }, Two] } };
        Assert.Empty(Of(system));

        var nodes = system.Cluster.Nodes.Append(Described.Agent("second", "192.0.2.15")).ToList();
        Assert.Equal(
            "bridgeAddress: only pods on the node that is 'one' reach the address of its bridge, and the cluster has 2 nodes; "
                + "remove it: all nodes reach the host by its address",
            Assert.Single(Of(system with { Cluster = system.Cluster with { Nodes = nodes } })));
    }

    [Fact]
    public void NameIsThatOfOneServiceOnAHost()
    {
        var problems = Of(With(App("front", app => app with { Compose = app.Compose! with { Project = "p", Service = "api" } })));
        Assert.Equal(
            "service: 'api' in the project 'api' has the name 'api' on 'one' too, and callers would reach either; "
                + "choose another name of the service",
            Assert.Single(problems));
    }

    private static AppSpec Closed(AppSpec app) => app with { Ports = [app.Ports[0] with { NodePort = null }] };

    private static string[] Of(SystemSpec system) => RuleRun.Problems(CallRules.Check, system);
}
