using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Nodes that cannot pull, and get k3s's own images from the archive of the release. Slow: each scenario starts hosts with an sshd and
/// installs a cluster on them.
/// </summary>
public sealed class AirGapTests
{
    private const string Archive = "var/lib/rancher/k3s/agent/images/k3s-airgap-images-amd64.tar.zst";

    [SkippableFact]
    public async Task ImagesExistBeforeTheFirstStartAndMatchTheVersion()
    {
        await using var cluster = await LabCluster.OfAsync(1);
        WithImages(cluster, wanted: true);
        (await cluster.UpAsync()).Succeeded();
        var one = cluster.Net["one"];
        Assert.Contains(
            $"Importing images from /{Archive}: the images of {LabCluster.Version}",
            one.Read("var/log/k3s.journal"),
            StringComparison.Ordinal);

        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal($"the images of {LabSystem.Newer}\n", one.Read(Archive));
        Assert.Contains(
            $"Importing images from /{Archive}: the images of {LabSystem.Newer}",
            one.Read("var/log/k3s.journal"),
            StringComparison.Ordinal);
        Assert.Null(one.Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s-airgap-images-amd64.tar.zst"));
    }

    [SkippableFact]
    public async Task ImagesAreAddedAndRemovedWithoutARestart()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var running = cluster.Net.Hosts.Select(host => host.Running()).ToArray();
        WithImages(cluster, wanted: true);
        (await cluster.UpAsync()).Succeeded();
        Each.Of(cluster.Net.Hosts, host => Assert.Equal($"the images of {LabCluster.Version}\n", host.Read(Archive)));

        WithImages(cluster, wanted: false);
        (await cluster.UpAsync()).Succeeded();

        Each.Of(cluster.Net.Hosts, host => Assert.Null(host.Read(Archive)));
        Assert.Equal(running, cluster.Net.Hosts.Select(host => host.Running()));
    }

    [SkippableFact]
    public async Task ImagesWithAnotherChecksumAreRefused()
    {
        await using var cluster = await LabCluster.OfAsync(1);
        cluster.K3s = cluster.K3s with
        {
            Artifacts = cluster.K3s.Artifacts with
            {
                AirGapImages = true,
                AirGapImagesSha256 = new Dictionary<string, string> { ["amd64"] = new('0', 64) }
            },
        };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-artifacts", failed.Name);
        Assert.Contains("k3s-airgap-images-amd64.tar.zst has checksum ", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s-airgap-images-amd64.tar.zst"));
    }

    private static void WithImages(LabCluster cluster, bool wanted) =>
        cluster.K3s = cluster.K3s with { Artifacts = cluster.K3s.Artifacts with { AirGapImages = wanted } };
}
