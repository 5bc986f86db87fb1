using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Nodes that cannot pull get k3s's own images from the release's archive.</summary>
[Collection(LabAlone.Name)]
public sealed class AirGapTests
{
    private const string Archive = "var/lib/rancher/k3s/agent/images/k3s-airgap-images-amd64.tar.zst";
    private const string Newer = "v1.34.7+k3s1";

    [SkippableFact]
    public async Task TheImagesAreThereBeforeTheFirstStartAndFollowTheVersion()
    {
        using var cluster = await LabCluster.OfAsync(1);
        cluster.K3s = cluster.K3s with { Artifacts = cluster.K3s.Artifacts with { AirGapImages = true } };
        (await cluster.UpAsync()).Succeeded();
        var one = cluster.Net["one"];
        Assert.Contains($"Importing images from /{Archive}: the images of {LabCluster.Version}", one.Read("var/log/k3s.journal"), StringComparison.Ordinal);

        cluster.K3s = cluster.K3s with { Version = Newer };
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal($"the images of {Newer}\n", one.Read(Archive));
        Assert.Contains($"Importing images from /{Archive}: the images of {Newer}", one.Read("var/log/k3s.journal"), StringComparison.Ordinal);
        Assert.Null(one.Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s-airgap-images-amd64.tar.zst"));
    }

    [SkippableFact]
    public async Task AskedForLaterTheyComeAndGoWithoutARestart()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var running = cluster.Net.Hosts.Select(host => host.Running()).ToArray();
        cluster.K3s = cluster.K3s with { Artifacts = cluster.K3s.Artifacts with { AirGapImages = true } };
        (await cluster.UpAsync()).Succeeded();
        Each.Of(cluster.Net.Hosts, host => Assert.Equal($"the images of {LabCluster.Version}\n", host.Read(Archive)));

        cluster.K3s = cluster.K3s with { Artifacts = cluster.K3s.Artifacts with { AirGapImages = false } };
        (await cluster.UpAsync()).Succeeded();

        Each.Of(cluster.Net.Hosts, host => Assert.Null(host.Read(Archive)));
        Assert.Equal(running, cluster.Net.Hosts.Select(host => host.Running()));
    }

    [SkippableFact]
    public async Task ImagesWithAnotherChecksumAreRefused()
    {
        using var cluster = await LabCluster.OfAsync(1);
        cluster.K3s = cluster.K3s with
        {
            Artifacts = cluster.K3s.Artifacts with { AirGapImages = true, AirGapImagesSha256 = new Dictionary<string, string> { ["amd64"] = new('0', 64) } },
        };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-artifacts", failed.Name);
        Assert.Contains($"k3s-airgap-images-amd64.tar.zst has checksum ", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read($"var/lib/infra/artifacts/{LabCluster.Version}/k3s-airgap-images-amd64.tar.zst"));
    }
}
