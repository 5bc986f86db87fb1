using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Platform;

public sealed class RouteRulesTests
{
    [Theory]
    [InlineData(70, 31)]
    [InlineData(70, 29)]
    public void RefusesWeightsThatDoNotSumToAHundred(int prod, int stage) =>
        Refused(
            $"ingress: {{hosts: [{{name: www, backends: [{{name: prod, weight: {prod}}}, {{name: stage, weight: {stage}}}]}}]}}",
            $"the weights of 'www' are {prod} + {stage}",
            "make them sum to 100");

    [Theory]
    [InlineData("stage", -10)]
    [InlineData("prod", 110)]
    public void RefusesWeightThatIsNoPercentage(string share, int weight) => RefusedAmongOthers(
        "ingress: {hosts: [{name: www, backends: [{name: prod, weight: 110}, {name: stage, weight: -10}]}]}",
        $"ingress.hosts[www].backends[{share}].weight: {weight} is not in range; write a number from 0 to 100");

    [Fact]
    public void RefusesAHostOfAnUnknownApp() =>
        RefusedAmongOthers("ingress: {hosts: [{name: www, app: wordpres}]}", "there is no app 'wordpres'; did you mean 'wordpress'?");

    [Fact]
    public void RefusesAPortThatTheAppDoesNotHave() =>
        Refused("ingress: {hosts: [{name: www, port: https}]}", "there is no port of 'wordpress' 'https'");

    [Fact]
    public void RefusesAShareWithoutOneTarget()
    {
        Refused(
            "ingress: {hosts: [{name: www, backends: [{name: prod, environment: null}]}]}",
            "ingress.hosts[www].backends[prod]: neither environment nor composeHost is given");
        RefusedAmongOthers(
            "ingress: {hosts: [{name: www, backends: [{name: prod, composeHost: docker-1}]}]}",
            "environment and composeHost are given; give one of them");
    }

    [Fact]
    public void RefusesAShareOfAnUnknownEnvironment() =>
        Refused("ingress: {hosts: [{name: www, backends: [{name: stage, environment: qa}]}]}", "there is no environment 'qa'");

    [Fact]
    public void RefusesAShareWhereTheAppDoesNotRun()
    {
        Refused(
            "apps: [{name: wordpress, runsOn: nowhere}]",
            "70% of 'www' go to 'wordpress' on the cluster, where it does not run",
            "both or k3s");
    }

    [Fact]
    public void RefusesADockerShareOfAnAppOutsideDocker() =>
        RefusedAmongOthers(
            "compose: {hosts: [{name: old, address: old.org}]}\ningress: {hosts: [{name: auth, backends: {replace: [{name: d, " +
            "composeHost: old, weight: 100}]}}]}",
            "100% of 'auth' go to 'logto' in Docker, where it does not run");

    [Fact]
    public void RefusesTwoHostsWithOneName() =>
        Refused("ingress: {hosts: [{name: again, label: www, app: wordpress}]}", "the address 'www.dirtbikechina.com/' is taken");

    [Fact]
    public void AcceptsTwoPathsOfOneHost() => Accepted("ingress: {hosts: [{name: again, label: www, path: /shop, app: wordpress}]}");

    [Fact]
    public void RefusesAnUnknownRangeInAnAllowList() =>
        Refused("ingress: {hosts: [{name: admin, allowFrom: [office]}]}", "there is no named range 'office'");

    [Theory]
    [InlineData("ingress: {bodyLimit: 0}", "0 is not above zero")]
    [InlineData("ingress: {hosts: [{name: www, bodyLimit: 0}]}", "0 is not above zero")]
    [InlineData("ingress: {hosts: [{name: www, path: \"/a`b\"}]}", "ingress.hosts[www].path: '/a`b' is not a path")]
    [InlineData("ingress: {hosts: [{name: www, basicAuth: meiliMasterKey}]}", "is generated, and nobody would know the password")]
    [InlineData("ingress: {hosts: [{name: www, basicAuth: nothing}]}", "there is no secret 'nothing'")]
    [InlineData("ingress: {hosts: [{name: WWW, label: blog, app: wordpress}]}", "ingress.hosts[WWW].name: 'WWW' is not a label of a host")]
    [InlineData(
        "ingress: {hosts: [{name: one, label: a.b, app: wordpress}, {name: two, label: a-b, app: wordpress}]}",
        "the certificates of 'a-b.dirtbikechina.com' and 'a.b.dirtbikechina.com' would have one name")]
    [InlineData("ingress: {rateLimit: {burst: 0}}", "0 is not in range; write a number of at least 1")]
    [InlineData("ingress: {hosts: [{name: www, rateLimit: {average: 0}}]}", "0 is not in range; write a number of at least 1")]
    [InlineData("ingress: {hosts: [{name: www, path: shop}]}", "ingress.hosts[www].path: 'shop' is not a path")]
    [InlineData("ingress: {hosts: [{name: WWW, app: wordpress}]}", "ingress.hosts[WWW].name: 'WWW' is not a label of a host")]
    public void RefusesHostsThatCannotBePublished(string overrides, string says) => Refused(overrides, says);

    [Fact]
    public void RefusesSharesOfOtherEnvironmentsInAGuest()
    {
        var error = Assert.Single(
            Errors("ingress: {hosts: [{name: www, backends: [{name: prod, environment: prod, weight: 100}]}]}", "stage"));

        Assert.Contains("only the stack that owns the cluster may let routes cross namespaces", error, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAShareOfAnEnvironmentWithoutOneNamespace() =>
        RefusedAmongOthers(
            "namespaces: [{name: stage-too, environment: stage}]", "'stage' has 2 namespaces, and 'wordpress' may be in any of them");
}
