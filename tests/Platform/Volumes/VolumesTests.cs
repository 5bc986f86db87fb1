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
            ["discourse-shared", "meilisearch-data", "pocketbase-data", "svelte-uploads", "wordpress-files"],
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
        var system = WithMode("wanderer-meilisearch", BlueGreenMode.None);
        var volume = system.Storage.Volumes.Single(volume => volume.Name == "meilisearch-data");

        Assert.Null(VolumeClaims.OwnerOf(system, volume));
        Assert.Equal("wanderer-meilisearch", VolumeClaims.OwnerOf(system, volume with { AccessMode = AccessMode.ReadWriteMany })!.Name);
    }

    [Fact]
    public async Task AppThatRunsOneVersionAtATimeHasAClaimThatItCanChange()
    {
        var claim = Claims(await Plans.OfAsync("prod")).Single(claim => claim.Name == "volumes-pocketbase-data").Inputs["spec"]!;

        Assert.Equal("ReadWriteOnce", claim["accessModes"]!.Items[0].Text);
        Assert.Null(claim["dataSource"]);
    }

    [Fact]
    public async Task VolumeBeginsWithItsSnapshot()
    {
        var system = Described.StackOf("prod");
        var data = system.Storage.Volumes.Single(volume => volume.Name == "pocketbase-data");
        var plan = await Plans.OfAsync(system with
        {
            Storage = system.Storage with
            {
                Volumes = [.. system.Storage.Volumes, data with { Name = "pocketbase-before", Snapshot = "pocketbase-1a2b" }],
            },
        });

        var source = Claims(plan).Single(claim => claim.Name == "volumes-pocketbase-before").Inputs.At("spec", "dataSource")!;
        Assert.Equal(
            ("snapshot.storage.k8s.io", "VolumeSnapshot", "pocketbase-1a2b"),
            (source.TextOf("apiGroup"), source.TextOf("kind"), source.TextOf("name")));
    }

    [Fact]
    public void DatabaseServerOwnsItsVolumes()
    {
        var system = Described.StackOf("prod");

        Each.Of(
            system.Storage.Volumes.Where(volume => volume.Owner is "postgres" or "mysql"),
            volume => Assert.Null(VolumeClaims.OwnerOf(system, volume)));
    }

    private static SystemSpec WithMode(string name, BlueGreenMode mode)
    {
        var system = Described.StackOf("prod");
        return system with
        {
            Apps = [.. system.Apps.Select(app => app.Name == name ? app with { BlueGreen = new() { Mode = mode } } : app)],
        };
    }

    private static PlanResource[] Claims(PlanGraph plan) =>
        [.. plan.Resources.Where(resource => resource.Type == "kubernetes:core/v1:PersistentVolumeClaim")];
}
