using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Validation;

namespace Infra.Tests.Model.Validation;

/// <summary>Tests of the settings that a stack in another's cluster must share with the owner.</summary>
public sealed class GuestRulesTests
{
    [Theory]
    [InlineData("tls: {mode: cloudflare}", "tls.mode is cloudflare here and none in 'prod'")]
    [InlineData("traefik: {hostNetwork: false}", "traefik is described in another way than in 'prod'")]
    [InlineData("traefik: {trustedProxies: [198.18.9.0/24]}", "traefik is described in another way than in 'prod'")]
    [InlineData("traefik: {proxyProtocolFrom: [198.18.9.0/24]}", "traefik is described in another way than in 'prod'")]
    [InlineData("traefik: {tolerations: [spot]}", "traefik is described in another way than in 'prod'")]
    [Pitfall("order-guest-ingress")]
    public void RefusesAnIngressThatDiffersFromTheOwners(string ingress, string says) =>
        Assert.Contains(says, Assert.Single(Problems("", ingress)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void RefusesAChallengeThatDiffersFromTheOwners() =>
        Assert.Contains(
            "tls.challenge is dns01 here and http01 in 'prod'",
            Assert.Single(
                Problems(
                    "ingress: {tls: {mode: certManager, email: ops@dirtbikechina.com}}",
                    "tls: {mode: certManager, email: ops@dirtbikechina.com, challenge: dns01, cloudflareToken: cloudflareToken}"))
                .ToString(),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("tls: {mode: none}")]
    [InlineData("traefik: {hostNetwork: true, trustedProxies: []}")]
    [InlineData("traefik: {proxyProtocolFrom: [], tolerations: []}")]
    [InlineData("tls: {mode: none, challenge: dns01}")]
    public void AcceptsEqualSettings(string ingress) => Assert.Empty(Problems("", ingress));

    [Fact]
    public void AcceptsAnotherIssuer() =>
        Assert.Empty(
            Problems(
                "ingress: {tls: {mode: certManager, email: ops@dirtbikechina.com}}",
                "tls: {mode: certManager, email: ops@dirtbikechina.com, staging: true}"));

    [Theory]
    [InlineData("storage: {classes: [{name: mine, reclaimPolicy: Delete}]}", "storage.classes")]
    [InlineData("storage: {recurringJobs: []}", "storage.recurringJobs")]
    [InlineData("cluster: {location: hel1}", "cluster.location")]
    [InlineData("backup: {velero: {schedules: [{name: own, namespaces: [test]}]}}", "backup.velero")]
    [InlineData("backup: {restoreTests: [{name: own, backup: daily-backup, namespace: prod, into: scratch}]}", "backup.restoreTests")]
    [InlineData("observability: {loki: {keepFor: 2d}}", "observability.loki")]
    [InlineData("security: {sealedSecrets: {}}", "security.sealedSecrets")]
    [InlineData("databases: {postgres: [{name: postgres, parameters: {work_mem: 8MB}}]}", "databases.postgres[postgres].parameters")]
    [InlineData("databases: {mysql: [{name: mysql, archive: {keepFor: 7d}}]}", "databases.mysql[mysql].archive")]
    [InlineData("namespaces: [{name: infra, defaultDeny: false}]", "namespaces[infra].defaultDeny")]
    [InlineData("storage: {volumes: [{name: postgres-data, size: 60Gi}]}", "storage.volumes[postgres-data].size")]
    public void RefusesWhatTheOwnerDescribes(string overrides, string setting) => Assert.Contains(
        Community.Errors(overrides, "test"),
        error => error.Contains($"'{setting}' is described by 'prod', which owns the cluster of this stack", StringComparison.Ordinal));

    [Theory]
    [InlineData("security: {roles: []}")]
    [InlineData("namespaces: [{name: test, defaultDeny: false}]")]
    [InlineData("storage: {volumes: [{name: wordpress-files, size: 60Gi}]}")]
    [InlineData("databases: {postgres: [{name: postgres, databases: [{name: shop_test, environment: test}]}]}")]
    [InlineData("{databases: {redis: [{name: cache, image: 'redis:8.2.1', resources: {requestCpu: 20m}}]}}")]
    public void AcceptsWhatTheGuestCreates(string overrides) => Assert.Empty(Community.Errors(overrides, "test"));

    [Theory]
    [InlineData("{name: discourse, owner: other, environment: test}")]
    [InlineData("{name: other, owner: discourse, environment: test}")]
    public void RefusesADatabaseOfTheOwner(string database) => Assert.Contains(
        Community.Errors($"databases: {{postgres: [{{name: postgres, databases: [{database}]}}]}}", "test"),
        error => error.Contains(
            "is 'prod''s on 'postgres', and this stack would make it its own; another name and owner, like discourse_test",
            StringComparison.Ordinal));

    [Fact]
    public void AcceptsListsThatEqualTheOwners()
    {
        const string Lists = "traefik: {proxyProtocolFrom: [198.18.9.0/24], trustedProxies: [198.18.8.0/24], tolerations: [spot]}";
        Assert.Empty(Problems($"ingress: {{{Lists}}}", Lists));
        Assert.NotEmpty(Problems($"ingress: {{{Lists}}}", ""));
    }

    [Theory]
    [InlineData("test", false)]
    [InlineData("prod", true)]
    public void DatabaseThatTheOwnerLeavesToTheGuestIsTheGuests(string environment, bool refused)
    {
        var guest = Community.Spec("test");
        var problems = new ProblemList();
        GuestRules.Check(
            guest with { Databases = With(guest.Databases, "test") },
            With(Community.Spec().Databases, environment),
            new(),
            problems);

        Assert.Equal(refused ? 1 : 0, problems.Count);
    }

    [Fact]
    public void AcceptsTheUseOfTheOwnersDatabases() => Assert.Empty(Community.Errors("{}", "stage"));

    private static IEnumerable<Problem> Problems(string owner, string ingress)
    {
        using var system = new ScratchSystem();
        system.Write(
            "stacks/tiny/env.prod.yaml",
            File.ReadAllText(
                Path.Combine(system.Root, "stacks/tiny/env.prod.yaml")) + "\nsecrets: [{name: cloudflareToken, purpose: DNS}]\n" + owner);
        system.Write(
            "stacks/tiny/env.stage.yaml",
            $"environment: {{namespace: stage}}\nnamespaces: [{{name: stage, environment: stage}}]\ncluster: {{from: prod}}\nsecrets: " +
            $"[{{name: cloudflareToken, purpose: DNS}}]\ningress: {{{ingress}}}\n");
        system.Write("Pulumi.stage.yaml", "config:\n  infra:system: tiny\n  infra:environment: stage\n");
        return [.. StackLoad.Load(system.Root, "stage").Result.Problems.Where(problem => problem.Level == ProblemLevel.Error)];
    }

    private static DatabasesSpec With(DatabasesSpec databases, string environment) => databases with
    {
        Postgres = [databases.Postgres[0] with { Databases = [new() { Name = "shop", Owner = "shop", Environment = environment }] }],
    };
}
