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
            "apps: [{name: phpmyadmin, runsOn: nowhere}]",
            "100% of 'admin' go to 'phpmyadmin' on the cluster, where it does not run",
            "both or k3s");
        RefusedAmongOthers(
            "apps: [{name: wordpress, runsOn: nowhere}]", "70% of 'www' go to 'wordpress' on the cluster, where it does not run");
    }

    [Fact]
    public void RefusesAShareOfAnEnvironmentWhoseStackHasNotReachedThePhase()
    {
        using var project = new FrozenCopy();
        project.Edit("Pulumi.stage.yaml", "infra:phase: 3-prod", "infra:phase: 1-dev");

        var errors = StackLoad.Load(project.Root, "prod").Result.Problems.Select(problem => problem.ToString()).ToArray();

        Assert.Contains(
            errors,
            error =>
                error.Contains("[www].backends[stage].weight: 30% of 'www' go to 'wordpress' in 'stage'", StringComparison.Ordinal)
                    && error.Contains("set this weight to 0 first", StringComparison.Ordinal));
    }

    /// <summary>A preview of another phase than the stack's own takes all stacks to be in that phase.</summary>
    [Fact]
    public void AcceptsTheShareInAPreviewOfALaterPhase()
    {
        using var project = new FrozenCopy();
        project.Edit("Pulumi.stage.yaml", "infra:phase: 3-prod", "infra:phase: 0-security");
        project.Edit("Pulumi.prod.yaml", "infra:phase: 3-prod", "infra:phase: 0-security");

        Assert.True(StackLoad.Load(project.Root, "prod").Result.Succeeded);
        Assert.True(StackLoad.Load(project.Root, "prod", "2-stage-10").Result.Succeeded);
    }

    [Fact]
    public void RefusesAShareOfAnEnvironmentWithoutAStack()
    {
        using var project = new FrozenCopy();
        project.Delete("Pulumi.stage.yaml");

        Assert.Contains(
            StackLoad.Load(project.Root, "prod").Result.Problems,
            problem => problem.ToString().Contains("'wordpress' in 'stage', whose stack makes no service", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(0, false)]
    public void RefusesAShareInAnotherClusterUnlessItsWeightIsZero(int weight, bool refused)
    {
        var hosts = "ingress: {hosts: [{name: www, backends: {replace: [{name: prod, environment: prod, weight: "
            + $"{100 - weight}}}, {{name: dev, environment: dev, weight: {weight}}}]}}}}]}}";

        Assert.Equal(
            refused,
            Errors(hosts).Any(error => error.Contains("[dev].weight: 30% of 'www' go to 'wordpress' in 'dev'", StringComparison.Ordinal)));
    }

    [Fact]
    public void RefusesADockerShareOnAnotherPortThanTheFirst() => RefusedAmongOthers(
        """
        apps: [{name: wordpress, runsOn: both, compose: {host: old, port: 80}, ports: [{name: other, port: 81}]}]
        compose: {hosts: [{name: old, address: 10.0.1.90}]}
        ingress:
          hosts:
            - name: www
              port: other
              backends: {replace: [{name: d, composeHost: old, weight: 50}, {name: p, environment: prod, weight: 50}]}
        """,
        "ingress.hosts[www].port: the copy of 'wordpress' in Docker answers on its first port, 'http', not on 'other'");

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
    [InlineData("ingress: {hosts: [{name: www, basicAuth: grafanaPassword}]}", "is generated, and nobody would know the password")]
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

    [Theory]
    [InlineData("tls: {challenge: dns01, cloudflareToken: hcloudToken}, hosts: [{name: '*', app: wordpress}]")]
    [InlineData("tls: {challenge: dns01, cloudflareToken: hcloudToken}, hosts: [{name: any, label: '*.shop', app: wordpress}]")]
    [InlineData("hosts: [{name: xn--bcher-kva, app: wordpress}]")]
    [InlineData("hosts: [{name: '1', app: wordpress}]")]
    public void AcceptsUnusualNames(string ingress) => Accepted($"ingress: {{{ingress}}}");

    [Theory]
    [InlineData("bücher", "write xn--bcher-kva")]
    [InlineData("WWW", "write www")]
    public void NamesTheFormThatDnsKnows(string name, string right) =>
        Refused($"ingress: {{hosts: [{{name: {name}, app: wordpress}}]}}", $"'{name}' is not a label of a host; {right}");

    [Fact]
    public void RefusesAHostWithTheObjectsOfAWildcard() => RefusedAmongOthers(
        "ingress: {tls: {mode: none}, hosts: [{name: '*', app: wordpress}, {name: wildcard, app: wordpress}]}",
        "the object name 'wildcard' is taken");

    [Fact]
    public void RefusesAHostOfAnotherStackOfTheCluster() => Assert.Contains(
        Errors("domain: dirtbikechina.com", "test"),
        error => error.Contains(
            "the stack 'prod' of the same cluster publishes 'www.dirtbikechina.com/' too", StringComparison.Ordinal));
}
