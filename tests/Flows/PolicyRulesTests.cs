using Infra.Flows;
using Infra.Model;
using Infra.Tests.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Flows;

public sealed class PolicyRulesTests
{
    [Fact]
    public void FlowHasAPolicyAtEachEndOfTheStack()
    {
        var names = Names(Community.Spec());
        Assert.Contains("prod/wordpress-to-mysql", names);
        Assert.Contains("infra/mysql-from-wordpress", names);
    }

    [Fact]
    public void OtherEndIsLeftToItsOwner()
    {
        var names = Names(Community.Spec("stage"));
        Assert.Contains("stage/wordpress-to-mysql", names);
        Each.Lacks(names, name => name.StartsWith("infra/", StringComparison.Ordinal));
        Assert.Contains("infra/mysql-from-wordpress-elsewhere", Names(Community.Spec()));
    }

    [Fact]
    public void PolicyNamesAreUnique()
    {
        var names = Names(Community.Spec());
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void NamespaceWithoutDefaultDenyHasNoPolicy()
    {
        var spec = Community.Spec();
        spec = spec with
        {
            Namespaces = [.. spec.Namespaces.Select(space => space.Name == "infra" ? space with { DefaultDeny = false } : space)],
        };
        Each.Lacks(Names(spec), name => name.StartsWith("infra/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("logto")]
    [InlineData("wanderer-meilisearch")]
    public void RemovedAppTakesOnlyItsOwnPolicies(string removed)
    {
        var spec = Community.Spec();
        var before = Texts(spec);
        var after = Texts(spec with { Apps = [.. spec.Apps.Where(app => app.Name != removed)] });

        Assert.NotEqual(before, after);
        Each.Of(before.Except(after), text => Assert.Contains(removed, text, StringComparison.Ordinal));
        Assert.Empty(after.Except(before));
    }

    private static string[] Names(SystemSpec spec) => [.. Rules(spec).Select(rule => $"{rule.Namespace}/{rule.Name}")];

    private static string[] Texts(SystemSpec spec) =>
        [
            .. Rules(spec)
                .Select(
                    rule =>
                        $"{rule.Namespace}/{rule.Name} {rule.Ingress} {rule.Pods.Text} {rule.Peer.Text} {string.Join(' ', rule.Ports)}"),
        ];

    private static IReadOnlyList<PolicyRule> Rules(SystemSpec spec) => PolicyRules.Of(StackParts.Flows(spec), [.. spec.OwnNamespaces()]);
}
