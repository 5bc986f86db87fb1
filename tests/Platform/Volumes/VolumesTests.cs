using Infra.Model;
using Infra.Platform;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Platform;

public sealed class VolumesTests
{
    [Fact]
    public async Task ClaimsSharedVolumesOnly()
    {
        var plan = await Plans.OfAsync("prod");

        Assert.Equal(
            ["discourse-shared", "svelte-uploads", "wordpress-files"],
            Claims(plan).Select(claim => claim.Inputs["metadata"]!["name"]!.Text).Order());
    }

    [Theory]
    [InlineData("wordpress-files", "20Gi", "longhorn-fast")]
    [InlineData("discourse-shared", "30Gi", "longhorn-retain")]
    [InlineData("svelte-uploads", "20Gi", "longhorn-fast")]
    public async Task ClaimHasTheDescribedSizeAndClass(string name, string size, string storageClass)
    {
        var claim = Claims(await Plans.OfAsync("prod")).Single(claim => claim.Name == $"volumes-{name}");

        var spec = claim.Inputs["spec"]!;
        Assert.Equal((size, storageClass), (spec["resources"]!["requests"]!["storage"]!.Text, spec["storageClassName"]!.Text));
        Assert.Equal("ReadWriteMany", spec["accessModes"]!.Items[0].Text);
        Assert.Equal("prod", claim.Inputs["metadata"]!["namespace"]!.Text);
    }

    [Fact]
    public async Task ClaimDependsOnItsClassAndIsDeletedWithItsNamespace()
    {
        var plan = await Plans.OfAsync("dev");
        var claim = Claims(plan).Single(claim => claim.Name == "volumes-wordpress-files");

        Assert.Contains(plan.Resources.Single(resource => resource.Name == "storage-longhorn-fast").Urn, claim.DependsOn);
        Assert.Equal(plan.Resources.Single(resource => resource.Name == "tenancy-dev").Urn, claim.DeletedWith);
    }

    [Fact]
    public async Task ClaimsDoNotDependOnWhereTheAppRuns()
    {
        var system = Described.StackOf("prod");
        var inDocker = system with { Apps = [.. system.Apps.Select(app => app with { RunsOn = Placement.Compose })] };

        Assert.Equal(
            Claims(await Plans.OfAsync(system)).Select(claim => claim.Urn),
            Claims(await Plans.OfAsync(inDocker)).Select(claim => claim.Urn));
    }

    [Fact]
    public void StatefulSetOwnsItsUnsharedVolumes()
    {
        var system = Described.StackOf("prod");
        var volume = system.Storage.Volumes.Single(volume => volume.Name == "meilisearch-data");

        Assert.Null(Volumes.OwnerOf(system, volume));
        Assert.Equal("wanderer-meilisearch", Volumes.OwnerOf(system, volume with { AccessMode = AccessMode.ReadWriteMany })!.Name);
    }

    [Fact]
    public void DatabaseServerOwnsItsVolumes()
    {
        var system = Described.StackOf("prod");

        Each.Of(
            system.Storage.Volumes.Where(volume => volume.Owner is "postgres" or "mysql"),
            volume => Assert.Null(Volumes.OwnerOf(system, volume)));
    }

    private static PlanResource[] Claims(PlanGraph plan) =>
        [.. plan.Resources.Where(resource => resource.Type == "kubernetes:core/v1:PersistentVolumeClaim")];
}
