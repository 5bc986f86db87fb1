using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Ownership of objects among the stacks of one cluster.</summary>
public sealed class OwnershipTests
{
    [Fact]
    [Pitfall("order-shared-objects")]
    public async Task EveryObjectOfAClusterBelongsToOneStack() =>
        Problems.None(Shared(await Task.WhenAll(FrozenSystems.Stacks.Select(Plans.OfAsync))));

    [Fact]
    public async Task TwoStacksWithTheSameObjectAreFound()
    {
        var plan = await Plans.OfAsync("dev");

        Assert.Equal(plan.Resources.Count(IsOfKubernetes), Shared([plan, plan]).Count);
    }

    /// <summary>Finds the objects that more than one plan creates in the same cluster.</summary>
    internal static IReadOnlyList<string> Shared(IEnumerable<PlanGraph> plans) =>
    [
        .. from plan in plans
           let provider = plan.Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes")
           from resource in plan.Resources
           where IsOfKubernetes(resource)
           group plan.Header.Stack by (provider.Inputs["clusterIdentifier"]!.Text, Identity(resource)) into owners
           where owners.Count() > 1
           select $"{owners.Key}: {string.Join(", ", owners)}",
    ];

    private static bool IsOfKubernetes(PlanResource resource) => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal);

    private static string Identity(PlanResource resource) => $"{resource.Type} {Field(resource, "namespace")}/{Field(resource, "name")}";

    // A release of a chart has name and namespace among its inputs, an object in its metadata.
    private static string? Field(PlanResource resource, string name) =>
        (resource.Inputs.At("metadata", name) ?? resource.Inputs[name])?.Text;
}
