using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Support;

namespace Infra.Tests.Apps;

/// <summary>
/// The table of nine workloads of the community platform evaluation (001), as production plans it: type, replicas, storage, blue-green.
/// </summary>
public sealed class CommunityWorkloadsTests
{
    [Fact]
    public Task WordPressIsADeploymentOfTwoPodsOnASharedVolumeWithBothColours() =>
        IsAsync("wordpress", "Deployment", 2, "wordpress-files", BlueGreenMode.Full);

    [Fact]
    public Task DiscourseIsADeploymentOfTwoPodsOnASharedVolumeWithBothColours() =>
        IsAsync("discourse", "Deployment", 2, "discourse-shared", BlueGreenMode.Full);

    [Fact]
    public Task WanderersSvelteIsADeploymentOfThreePodsWithTheUploadsAndBothColours() =>
        IsAsync("wanderer-web", "Deployment", 3, "svelte-uploads", BlueGreenMode.Full);

    [Fact]
    public Task WanderersPocketBaseIsAStatefulSetOfOnePodWithItsVolumeAndPartlyBlueGreen() =>
        IsAsync("wanderer-pocketbase", "StatefulSet", 1, "pocketbase-data", BlueGreenMode.Partial);

    [Fact]
    public Task WanderersMeilisearchIsAStatefulSetOfOnePodWithItsVolumeAndPartlyBlueGreen() =>
        IsAsync("wanderer-meilisearch", "StatefulSet", 1, "meilisearch-data", BlueGreenMode.Partial);

    [Fact]
    public Task LogtoIsADeploymentOfTwoPodsWithoutStorageAndBothColours() =>
        IsAsync("logto", "Deployment", 2, null, BlueGreenMode.Full);

    [Fact]
    public Task PhpMyAdminIsADeploymentOfOnePodWithoutStorageOrColours() =>
        IsAsync("phpmyadmin", "Deployment", 1, null, BlueGreenMode.None);

    // 001 has two; its plan of the second review and requirement E1 have three.
    [Fact]
    public async Task PostgresIsAClusterOfThreeInstancesWithAVolumeEach()
    {
        var cluster = await ServerAsync("kubernetes:postgresql.cnpg.io/v1:Cluster");

        Assert.Equal(3, cluster.Inputs.At("spec", "instances")!.Number);
        Assert.Equal("50Gi", cluster.Inputs.At("spec", "storage", "size")!.Text);
    }

    // 001 has two, which have no majority after the loss of one.
    [Fact]
    public async Task MySqlIsAClusterOfThreeMembersWithAVolumeEach()
    {
        var cluster = await ServerAsync("kubernetes:pxc.percona.com/v1:PerconaXtraDBCluster");

        Assert.Equal(3, cluster.Inputs.At("spec", "pxc", "size")!.Number);
        Assert.Equal(
            "30Gi",
            cluster.Inputs.At("spec", "pxc", "volumeSpec", "persistentVolumeClaim", "resources", "requests", "storage")!.Text);
    }

    private static async Task<PlanResource> ServerAsync(string type) =>
        Assert.Single((await Plans.OfAsync("prod")).Resources, resource => resource.Type == type);

    private static async Task IsAsync(string name, string kind, int replicas, string? volume, BlueGreenMode blueGreen)
    {
        var app = await PlannedApp.OfAsync(name);

        Assert.Equal((kind, (double)replicas), (app.Kind, app.Replicas));
        Assert.Equal(volume is null ? [] : [volume], app.Claims);
        Assert.Equal(blueGreen, Community.Spec().Apps.Single(described => described.Name == name).BlueGreen.Mode);
    }
}
