using Infra.Model;
using Infra.Parts;
using Infra.Platform;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Platform;

public sealed class LevelRulesTests
{
    private static readonly string[] Reading = ["get", "list", "watch"];

    private static readonly SystemSpec Production = Described.StackOf("prod");

    public static TheoryData<AccessLevel> Levels() => [.. Enum.GetValues<AccessLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void NoRuleHasAWildcard(AccessLevel level) =>
        Each.Lacks(
            Of(level).SelectMany(rule => rule.Groups.Concat(rule.Resources).Concat(rule.Verbs)),
            word => word.Contains('*', StringComparison.Ordinal));

    [Theory]
    [InlineData(AccessLevel.Viewer)]
    [InlineData(AccessLevel.Deployer)]
    public void OnlyAdminsReadSecrets(AccessLevel level)
    {
        Each.Lacks(Of(level), rule => rule.Resources.Contains("secrets"));
        Assert.Contains(Of(AccessLevel.Admin), rule => rule.Resources.Contains("secrets"));
    }

    [Theory]
    [InlineData(AccessLevel.Viewer)]
    [InlineData(AccessLevel.Deployer)]
    public void OnlyAdminsEnterPodsAndRequestTokens(AccessLevel level) =>
        Each.Lacks(
            Of(level).SelectMany(rule => rule.Resources),
            resource =>
                resource is "pods/exec" or "pods/attach" or "pods/portforward" or "pods/ephemeralcontainers" or "serviceaccounts/token");

    [Fact]
    public void ViewerOnlyReads() => Each.Of(Of(AccessLevel.Viewer), rule => Assert.Subset(Reading.ToHashSet(), rule.Verbs.ToHashSet()));

    [Theory]
    [MemberData(nameof(Levels))]
    public void NoLevelChangesTheLimitsOfTheNamespace(AccessLevel level) =>
        Each.Of(
            Of(level)
                .Where(
                    rule =>
                        rule.Resources.Any(
                            resource => resource is "resourcequotas" or "limitranges" or "networkpolicies" or "roles" or "rolebindings")),
            rule => Assert.Subset(Reading.ToHashSet(), rule.Verbs.ToHashSet()));

    [Fact]
    public void EachLevelIncludesTheLevelBelow()
    {
        Assert.Subset(Texts(AccessLevel.Deployer), Texts(AccessLevel.Viewer));
        Assert.Subset(Texts(AccessLevel.Admin), Texts(AccessLevel.Deployer));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void RolesReachTheKindsOfTheParts(AccessLevel level) =>
        Each.Of(
            StackParts.All.SelectMany(part => part.RoleRules(Production, level)),
            rule => Assert.Contains(Text(rule), Texts(level)));

    [Theory]
    [MemberData(nameof(Levels))]
    public void KindsOfCustomResourcesAreThoseOfTheParts(AccessLevel level) =>
        Each.Lacks(
            LevelRules.Of(Production, level, []).SelectMany(rule => rule.Groups),
            group => group.Contains('.', StringComparison.Ordinal) && !group.EndsWith(".k8s.io", StringComparison.Ordinal));

    /// <summary>A second TLSOption named default makes Traefik drop the TLS settings of every host.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    [Pitfall("traefik-default-tls")]
    public void NoLevelWritesTheTlsDefaultsOfAllHosts(AccessLevel level) =>
        Each.Of(
            Of(level).Where(rule => rule.Resources.Any(resource => resource is "tlsoptions" or "tlsstores")),
            rule => Assert.Equal(Reading, rule.Verbs));

    [Theory]
    [InlineData("postgresql.cnpg.io", "databaseroles")]
    [InlineData("pxc.percona.com", "perconaxtradbclusters")]
    public void ViewerSeesTheDatabaseServers(string group, string resource) =>
        Assert.Contains(
            Of(AccessLevel.Viewer),
            rule => rule.Groups.SequenceEqual([group]) && rule.Resources.Contains(resource) && rule.Verbs.SequenceEqual(Reading));

    /// <summary>A homelab without certificates, sealed secrets and database servers in the cluster.</summary>
    [Theory]
    [InlineData("cert-manager.io")]
    [InlineData("bitnami.com")]
    [InlineData("postgresql.cnpg.io")]
    [InlineData("pxc.percona.com")]
    public void KindsOfPartsThatAreNotInstalledAreInNoRole(string group)
    {
        var without = Production with
        {
            Ingress = Production.Ingress with { Tls = new() { Mode = TlsMode.None } },
            Security = Production.Security with { SealedSecrets = null },
            Databases = new(),
        };

        Assert.Contains(Of(AccessLevel.Admin), rule => rule.Groups.Contains(group));
        Each.Lacks(LevelRules.Of(without, AccessLevel.Admin, StackParts.All), rule => rule.Groups.Contains(group));
    }

    private static IReadOnlyList<RoleRule> Of(AccessLevel level) => LevelRules.Of(Production, level, StackParts.All);

    private static HashSet<string> Texts(AccessLevel level) => [.. Of(level).Select(Text)];

    private static string Text(RoleRule rule) =>
        $"{string.Join(',', rule.Groups)} {string.Join(',', rule.Resources)} {string.Join(',', rule.Verbs)}";
}
