using Infra.Cluster;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

public sealed class UpgradeTests
{
    [Theory]
    [InlineData(null, "v1.36.1+k3s1")]
    [InlineData("v1.34.6+k3s1", "v1.34.6+k3s1")]
    [InlineData("v1.34.6+k3s1", "v1.34.9+k3s1")]
    [InlineData("v1.34.6+k3s1", "v1.34.6+k3s2")]
    [InlineData("v1.34.6+k3s2", "v1.34.6+k3s1")]
    [InlineData("v1.34.9+k3s1", "v1.35.1+k3s1")]
    public void AcceptsTheSameAndTheNextMinorVersion(string? inForce, string wanted) => Assert.Null(Upgrade.Refusal(inForce, wanted));

    [Theory]
    [InlineData("v1.34.6+k3s1", "v1.36.1+k3s1", "upgrade to v1.35 first")]
    [InlineData("v1.33.6+k3s1", "v1.36.1+k3s1", "upgrade to v1.34, v1.35 first")]
    [InlineData("v1.34.6+k3s1", "v1.34.5+k3s1", "would be a downgrade: this cluster runs v1.34.6+k3s1")]
    [InlineData("v1.34.6+k3s1", "v1.33.9+k3s1", "would be a downgrade")]
    [InlineData("v2.0.1+k3s1", "v1.34.6+k3s1", "would be a downgrade")]
    [InlineData("v1.34.6+k3s1", "v2.0.1+k3s1", "skips minor versions")]
    public void RefusesASkippedMinorVersionAndADowngrade(string inForce, string wanted, string reason) =>
        Assert.Contains(reason, $"{Upgrade.Refusal(inForce, wanted)}", StringComparison.Ordinal);

    [Fact]
    public async Task FormerVersionChangesNothingInThePlan()
    {
        var result = await Planned(inForce: "v1.34.1+k3s1");

        Assert.Empty(result.Problems);
        Assert.Equal("v1.34.6+k3s1", result.Graph!.Outputs["k3sVersion"]!.Text);
        var download = result.Graph.Resources.Single(resource => resource.Name == "master-1-artifacts");
        Assert.Contains("connection", download.SecretInputs);
        Assert.DoesNotContain("stdin", download.SecretInputs);
        Each.Lacks(download.DataDependencies, urn => urn.Contains("StackReference", StringComparison.Ordinal));
    }

    private static Task<RecordingResult> Planned(string inForce) => Plans.RecordAsync(
        Described.StackOf("prod"),
        stack =>
            stack == "organization/infra/prod"
                ? new Dictionary<string, object> { ["k3sVersion"] = inForce, ["kubeconfig"] = SecretToken.For("kubeconfig") }
                : []);
}
