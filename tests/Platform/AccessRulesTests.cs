using Infra.Model;
using Infra.Platform;

namespace Infra.Tests.Platform;

public sealed class AccessRulesTests
{
    private static readonly string[] Reading = ["get", "list", "watch"];

    public static TheoryData<AccessLevel> Levels() => [.. Enum.GetValues<AccessLevel>()];

    [Theory]
    [MemberData(nameof(Levels))]
    public void NothingIsAWildcard(AccessLevel level) =>
        Assert.DoesNotContain(AccessRules.Of(level).SelectMany(rule => rule.Groups.Concat(rule.Resources).Concat(rule.Verbs)), word => word.Contains('*', StringComparison.Ordinal));

    [Theory]
    [InlineData(AccessLevel.Viewer)]
    [InlineData(AccessLevel.Deployer)]
    public void OnlyAdminsMeetSecrets(AccessLevel level)
    {
        Assert.DoesNotContain(AccessRules.Of(level), rule => rule.Resources.Contains("secrets"));
        Assert.Contains(AccessRules.Of(AccessLevel.Admin), rule => rule.Resources.Contains("secrets"));
    }

    [Theory]
    [InlineData(AccessLevel.Viewer)]
    [InlineData(AccessLevel.Deployer)]
    public void OnlyAdminsGetIntoPodsAndTakeTokens(AccessLevel level) =>
        Assert.DoesNotContain(AccessRules.Of(level).SelectMany(rule => rule.Resources), resource => resource is "pods/exec" or "pods/attach" or "pods/portforward" or "pods/ephemeralcontainers" or "serviceaccounts/token");

    [Fact]
    public void AViewerReads() => Assert.All(AccessRules.Of(AccessLevel.Viewer), rule => Assert.Subset(Reading.ToHashSet(), rule.Verbs.ToHashSet()));

    [Theory]
    [MemberData(nameof(Levels))]
    public void NobodyChangesTheLimitsPutOnTheNamespace(AccessLevel level) =>
        Assert.All(
            AccessRules.Of(level).Where(rule => rule.Resources.Any(resource => resource is "resourcequotas" or "limitranges" or "networkpolicies" or "roles" or "rolebindings")),
            rule => Assert.Subset(Reading.ToHashSet(), rule.Verbs.ToHashSet()));

    [Fact]
    public void EachLevelHoldsTheOneBelow()
    {
        Assert.Subset(AccessRules.Of(AccessLevel.Deployer).ToHashSet(), AccessRules.Of(AccessLevel.Viewer).ToHashSet());
        Assert.Subset(AccessRules.Of(AccessLevel.Admin).ToHashSet(), AccessRules.Of(AccessLevel.Deployer).ToHashSet());
    }
}
