using Infra.Platform;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class ServiceFenceTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [Pitfall("service-external")]
    public async Task ServicesOfRolesStayInTheCluster(string owner)
    {
        var fence = (await Plans.OfAsync(owner)).Resources.Single(resource => resource.Name == "access-service-fence").Inputs;

        Assert.Equal("Fail", fence.At("spec", "failurePolicy")!.Text);
        var expressions = fence.At("spec", "validations")!.Items.Select(validation => validation.TextOf("expression")!).ToArray();
        Assert.Contains("!has(object.spec.type) || !(object.spec.type in ['NodePort', 'LoadBalancer', 'ExternalName'])", expressions);
        Assert.Contains(expressions, expression => expression.Contains("object.spec.externalIPs.size() == 0", StringComparison.Ordinal));
        var rule = Assert.Single(fence.At("spec", "matchConstraints", "resourceRules")!.Items);
        Assert.Equal(["CREATE", "UPDATE"], rule["operations"]!.Items.Select(operation => operation.Text));
        Assert.Equal(["services"], rule["resources"]!.Items.Select(resource => resource.Text));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("homelab")]
    public async Task FenceIsInForce(string owner)
    {
        var binding = (await Plans.OfAsync(owner)).Resources.Single(resource => resource.Name == "access-service-fence-binding").Inputs;

        Assert.Equal(ServiceFence.Policy, binding.At("spec", "policyName")!.Text);
        Assert.Equal("Deny", Assert.Single(binding.At("spec", "validationActions")!.Items).Text);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("test")]
    public async Task OwnerOfTheClusterSetsTheFence(string guest) =>
        Each.Lacks(
            (await Plans.OfAsync(guest)).Resources,
            resource => resource.Type.Contains("ValidatingAdmissionPolicy", StringComparison.Ordinal));
}
