using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Validation;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class PortRulesTests
{
    [Theory]
    [InlineData("apps: [{name: wordpress, ports: [{name: more, port: 80}]}]", "the port '80' is taken")]
    [InlineData("apps: [{name: wordpress, ports: [{name: more, port: 70000}]}]", "70000 is no port")]
    [InlineData("apps: [{name: wordpress, ports: [{name: a-name-too-long-for-it, port: 81}]}]", "is no port name")]
    [InlineData("apps: [{name: wordpress, ports: [{name: '123', port: 81}]}]", "'123' is no port name")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: http, nodePort: 8080}]}]",
        "8080 is no node port; node ports are from 30000 to 32767")]
    [InlineData(
        "apps: [{name: wordpress, ports: [{name: http, nodePort: 30080}]}, {name: logto, ports: [{name: http, nodePort: 30080}]}]",
        "the node port 30080 is taken by 'wordpress'")]
    [InlineData(
        "compose: {hosts: [{name: old, address: a, portsInUse: [30080]}]}\napps: [{name: wordpress, shadow: {nodePort: 30080}}]",
        "the port 30080 is in use on 'old'")]
    [InlineData("ingress: {traefik: {metricsPort: 443}}", "two of Traefik's ports are the same")]
    public void RefusesWhatCannotWork(string overrides, string says) => Refused(overrides, says);

    [Fact]
    public void RefusesANodePortTwice() => Accepted("apps: [{name: wordpress, shadow: {}}]");

    [Fact]
    public void RefusesANodePortOutOfRange() =>
        Prop.ForAll(Gen.Choose(0, 65535).ToArbitrary(), port => PortRules.IsNodePort(port) == (port >= 30000 && port <= 32767))
            .QuickCheckThrowOnFailure();
}
