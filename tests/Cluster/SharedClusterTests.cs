using Infra.Preview;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>Stacks in the cluster of another stack.</summary>
public sealed class SharedClusterTests
{
    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task ReadsTheKubeconfigFromTheOwnersStack(string stack)
    {
        var plan = await Plans.OfAsync(stack);

        var reference = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:pulumi:StackReference");
        Assert.Equal("organization/infra/prod", reference.Inputs["name"]!.Text);
        var provider = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:providers:kubernetes");
        Assert.Equal([reference.Urn], provider.DataDependencies);
        Assert.Contains("kubeconfig", provider.SecretInputs);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task ProviderHasTheIdentifierOfTheOwnersCluster(string stack)
    {
        var own = (await Plans.OfAsync(stack)).Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes");
        var owners = (await Plans.OfAsync("prod")).Resources.Single(resource => resource.Type == "pulumi:providers:kubernetes");

        Assert.Equal(owners.Inputs["clusterIdentifier"]!.Text, own.Inputs["clusterIdentifier"]!.Text);
    }

    [Fact]
    public async Task OutputsEqualThoseOfTheOwner()
    {
        var stage = await Plans.OfAsync("stage");
        var prod = await Plans.OfAsync("prod");

        Assert.True(Plans.Same(prod.Outputs["ingressAddresses"]!, stage.Outputs["ingressAddresses"]!));
        Assert.True(Plans.Same(prod.Outputs["nodeAddresses"]!, stage.Outputs["nodeAddresses"]!));
    }

    [Fact]
    public async Task ReportsTheProblemsOfItsOwner()
    {
        using var system = new ScratchSystem()
            .Write(
                "stacks/tiny/env.stage.yaml",
                "environment: {namespace: stage}\nnamespaces: [{name: stage, environment: stage}]\ncluster: {from: prod}\n")
            .Write("Pulumi.stage.yaml", "config:\n  infra:system: tiny\n  infra:environment: stage\n")
            .Write("Pulumi.prod.yaml", "config:\n  infra:system: tiny\n  infra:environment: prod\n  infra:nonsense: x\n");

        var problem = Assert.Single((await StackPreview.RunAsync(system.Root, "stage")).Problems);

        Assert.StartsWith(
            "the stack prod, whose cluster this one lives in: Pulumi.prod.yaml:4: unknown key 'infra:nonsense'",
            problem,
            StringComparison.Ordinal);
    }
}
