using Infra.Preview.Diff;
using Infra.Preview.Graph;
using static Infra.Tests.Preview.Diff.DiffPlans;

namespace Infra.Tests.Preview.Diff;

public sealed class StackRenamingTests
{
    private const string Server = "hcloud:index/server:Server";

    [Fact]
    public void EveryUrnIsOfTheOtherStack()
    {
        var urn = Urn(Server, "a", "prod");
        var resource = Resource(Server, "b", "name: b", "prod") with
        {
            Parent = urn,
            DependsOn = [urn],
            DeclaredDependencies = [urn],
            PropertyDependencies = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["name"] = [urn] },
            DeletedWith = urn,
            Aliases = [urn],
        };
        var renamed = Assert.Single(StackRenaming.Of(OfStack("prod", resource), "stage").Resources);

        Assert.Equal(
            [],
            typeof(PlanResource).GetProperties()
                .Select(property => property.GetValue(renamed))
                .SelectMany(value => value switch
                {
                    string text => [text],
                    IReadOnlyList<string> texts => texts,
                    IReadOnlyDictionary<string, IReadOnlyList<string>> lists => lists.Values.SelectMany(list => list),
                    _ => [],
                })
                .Where(text => text.Contains(":prod:", StringComparison.Ordinal)));
        Assert.Equal(Urn(Server, "b", "stage"), renamed.Urn);
        Assert.Same(resource.Inputs, renamed.Inputs);
    }

    [Fact]
    public void PlanOfTheStackItselfIsKept()
    {
        var plan = Of(Resource(Server, "a"));

        Assert.Same(plan, StackRenaming.Of(plan, "dev"));
    }
}
