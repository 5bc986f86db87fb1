using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class PortRulesTests
{
    [Theory]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: more, port: 8080}]}]", "apps[wordpress].ports[more].port: the port '8080' is taken")]
    [InlineData("apps: [{name: wordpress, ports: [{name: more, port: 70000}]}]", "apps[wordpress].ports[more].port: 70000 is not a port")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: a-name-too-long-for-it, port: 81}]}]",
        "apps[wordpress].ports[a-name-too-long-for-it].name: 'a-name-too-long-for-it' is not a name of a port")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: '123', port: 81}]}]", "apps[wordpress].ports[123].name: '123' is not a name of a port")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: http, nodePort: 8080}]}]",
        "apps[wordpress].ports[http].nodePort: 8080 is not a node port")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: http, nodePort: 30080}]}, {name: logto, ports: [{name: http, nodePort: 30080}]}]",
        "apps[logto].ports[http].nodePort: the node port 30080 is taken by 'wordpress'; choose another")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: http, nodePort: 30080}], shadow: {nodePort: 30080}}]",
        "apps[wordpress].shadow.nodePort: the node port 30080 is taken by 'wordpress'")]
    [InlineData(
        "apps: [{name: wordpress, shadow: {nodePort: 30080}}, {name: logto, ports: [{name: http, nodePort: 30080}]}]",
        "apps[logto].ports[http].nodePort: the node port 30080 is taken by 'wordpress'")]
    [InlineData(
        "compose: {hosts: [{name: old, address: a, portsInUse: [30080]}]}\n"
            + "apps: [{name: wordpress, ports: [{name: http, nodePort: 30080}]}]",
        "apps[wordpress].ports[http].nodePort: the port 30080 is in use on 'old'; choose another")]
    [InlineData(
        "compose: {hosts: [{name: old, address: a, portsInUse: [30080]}]}\napps: [{name: wordpress, shadow: {nodePort: 30080}}]",
        "the port 30080 is in use on 'old'")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', ports: [{name: http, port: 8080, servicePort: 80}, {name: more, port: 80}]}]",
        "apps[idle].ports[more].port: the service has the TCP port 80 for 'http' already; write another servicePort")]
    [InlineData(
        "apps: [{name: idle, image: 'a:1', ports: [{name: http, port: 80}, {name: more, port: 81, servicePort: 80}]}]",
        "apps[idle].ports[more].servicePort: the service has the TCP port 80 for 'http' already")]
    [InlineData("ingress: {traefik: {metricsPort: 443}}", "ingress.traefik.metricsPort: 443 is also httpsPort")]
    public void RefusesWhatCannotWork(string overrides, string says) => Refused(overrides, says);

    [Theory]
    [InlineData("apps: [{name: wordpress, ports: [{name: more, port: 81}]}, {name: logto, ports: [{name: more, port: 81}]}]")]
    [InlineData("apps: [{name: wordpress, ports: [{name: http, nodePort: 30080}]}, {name: logto, ports: [{name: http, nodePort: 30081}]}]")]
    [InlineData("compose: {hosts: [{name: old, address: a, portsInUse: [30081]}]}\napps: [{name: wordpress, shadow: {nodePort: 30080}}]")]
    [InlineData("apps: [{name: i, image: 'a:1', ports: [{name: http, port: 80, servicePort: 81}, {name: m, port: 81, servicePort: 80}]}]")]
    public void AcceptsPortsThatDiffer(string overrides) => Accepted(overrides);

    [Fact]
    public void RefusesTheNodePortOfAnotherStackInTheCluster()
    {
        var (prod, stage) = (WithShadow("prod"), WithShadow("stage"));

        Assert.Equal(
            [
                "nodePort: the node port 30080 is taken by 'wordpress' of the stack prod in the same cluster; "
                    + "choose another in the environment's file of one of them",
            ],
            RuleRun.Problems(PortRules.Check, stage, prod));
        Assert.Empty(RuleRun.Problems(PortRules.Check, WithShadow("stage", 30081), prod));
    }

    private static SystemSpec WithShadow(string stack, int port = 30080)
    {
        var system = Described.StackOf(stack);
        var app = system.Apps.Single(app => app.Name == "wordpress");
        return system with { Apps = [app with { RunsOn = Placement.Both, Shadow = new() { NodePort = port } }] };
    }

    [Fact]
    public void AcceptsShadowCopyWithANodePortOfItsOwn() => Accepted("apps: [{name: wordpress, shadow: {}}]");
}
