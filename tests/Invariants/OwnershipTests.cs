using Infra.Preview;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>What holds between the stacks of one cluster.</summary>
public sealed class OwnershipTests
{
    [Fact]
    [Pitfall("order-shared-objects")]
    public async Task EveryObjectOfAClusterBelongsToOneStack()
    {
        var owners = new List<(string Cluster, string Object, string Stack)>();
        foreach (var stack in FrozenSystems.Stacks)
        {
            var plan = await Plans.OfAsync(stack);
            var cluster = plan.Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes").Inputs["clusterIdentifier"]!.Text;
            owners.AddRange(plan.Resources.Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)).Select(resource => (cluster, Identity(resource), stack)));
        }

        Assert.NotEmpty(owners);
        Assert.Empty(owners.GroupBy(owner => (owner.Cluster, owner.Object)).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(owner => owner.Stack))}"));
    }

    private static string Identity(PlanResource resource) =>
        $"{resource.Type} {resource.Inputs["metadata"]?["namespace"]?.Text ?? resource.Inputs["namespace"]?.Text}/{resource.Inputs["metadata"]?["name"]?.Text ?? resource.Inputs["name"]?.Text}";
}
