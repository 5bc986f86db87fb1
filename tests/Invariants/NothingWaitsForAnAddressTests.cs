using Infra.Tests.Support;

namespace Infra.Tests.Invariants;

/// <summary>Nothing in the cluster hands out addresses: whoever waited for one would wait until the time is up.</summary>
public sealed class NothingWaitsForAnAddressTests
{
    public static TheoryData<string> Stacks() => Plans.Stacks();

    [Theory]
    [MemberData(nameof(Stacks))]
    [Pitfall("traefik-load-balancer")]
    public async Task NoServiceAsksForALoadBalancer(string stack) =>
        Assert.Empty(
            from resource in (await Plans.OfAsync(stack)).Resources
            where resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)
            from found in Plans.Texts(resource.Inputs)
            where found.Text == "LoadBalancer" || found.Text.Contains("type: LoadBalancer", StringComparison.Ordinal)
            select $"{resource.Urn} {found.Path}");

    [Theory]
    [MemberData(nameof(Stacks))]
    [Pitfall("traefik-ingress-wait")]
    public async Task AnIngressSaysThatNobodyWaitsForIt(string stack) =>
        Assert.All(
            (await Plans.OfAsync(stack)).Resources.Where(resource => resource.Type.EndsWith(":Ingress", StringComparison.Ordinal) && resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal)),
            ingress => Assert.Equal("true", ingress.Inputs.At("metadata", "annotations", "pulumi.com/skipAwait")?.Text));
}
