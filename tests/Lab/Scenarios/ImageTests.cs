using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Images that are in no registry reach the nodes.</summary>
[Collection(LabAlone.Name)]
public sealed class ImageTests
{
    private const string Image = "infra/app:1.0";
    private const string Name = "image-infra-app-1-0";

    [SkippableFact]
    public async Task AnImageIsOnEveryNodeAndASecondRunRunsNothing()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one", "three", "two"], result.Names.Where(name => name.StartsWith(Name + "-on-", StringComparison.Ordinal)).Select(name => name.Split('-')[^1]));
        Each.Of(cluster.Net.Hosts, host => AssertThere(host));
        Assert.Single(cluster.Net.Hosts.Select(Digest).Distinct());
        Each.Of(cluster.Net.Hosts, host => Assert.Empty(Leftovers(host)));
        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task TheImportOnceMoreNeedsNoArchiveAndChangesNoFile()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        var tree = cluster.Net["two"].Tree();

        var again = (await cluster.Engine.UpAgainAsync(cluster.System, only: $"{Name}-on-two")).Succeeded();

        Assert.Contains($"docker.io/{Image} is there", again[$"{Name}-on-two"].Output, StringComparison.Ordinal);
        Assert.Equal(tree, cluster.Net["two"].Tree());
    }

    [SkippableFact]
    public async Task AnotherArchiveReplacesTheImageAndTouchesNothingElse()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        var before = Digest(cluster.Net["one"]);
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image, content: "two"));

        var result = (await cluster.UpAsync()).Succeeded();

        Each.Of(result.Names, name => Assert.StartsWith(Name, name, StringComparison.Ordinal));
        Assert.Equal(6, result.Runs.Count);
        Each.Of(cluster.Net.Hosts, host => AssertThere(host));
        Assert.DoesNotContain(before, cluster.Net.Hosts.Select(Digest));
    }

    [SkippableFact]
    public async Task ARecreatedServerAloneGetsItAgain()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        cluster.Net["three"].Recreate();

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Equal([$"{Name}-on-three", $"{Name}-to-three"], result.Names.Where(name => name.StartsWith(Name, StringComparison.Ordinal)));
        AssertThere(cluster.Net["three"]);
    }

    [SkippableFact]
    public async Task AnArchiveWithAnotherChecksumIsNotImported()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image) with { ArchiveSha256 = new string('0', 64) });

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Assert.NotEmpty(failed);
        Each.Of(failed, run => Assert.Contains($", expected {new string('0', 64)}", run.Error, StringComparison.Ordinal));
        Each.Of(cluster.Net.Hosts, host => Assert.Equal("", host.Console("k3s ctr -n k8s.io images ls -q")));
    }

    [SkippableFact]
    public async Task AnArchiveOfAnotherImageIsNotImported()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image, savedAs: "infra/app:0.9"));

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Assert.NotEmpty(failed);
        Each.Of(failed, run => Assert.Contains($"does not name docker.io/{Image}, but: \"RepoTags\":[\"infra/app:0.9\"", run.Error, StringComparison.Ordinal));
        Each.Of(cluster.Net.Hosts, host => Assert.Equal("", host.Console("k3s ctr -n k8s.io images ls -q")));
    }

    [SkippableFact]
    public async Task AnotherDigestThanTheDescribedOneIsSaid()
    {
        using var cluster = await LabCluster.OfAsync(1);
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image) with { Digest = "sha256:" + new string('1', 64) });

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains($"expected sha256:{new string('1', 64)}", failed.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ACopyThatIsCutOffIsMadeAgain()
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        Assert.NotEmpty((await cluster.UpAsync(new Fault { Command = $"{Name}-to-two", Strike = host => host.Cut() })).Failed);
        cluster.Net["two"].Heal();
        (await cluster.UpAsync()).Succeeded();

        Each.Of(cluster.Net.Hosts, host => AssertThere(host));
    }

    [SkippableTheory]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(75)]
    public async Task AnImportThatLosesPowerIsThereAfterTheNextRun(int at)
    {
        using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff($"{Name}-on-two", at))).Failed);
        cluster.Net["two"].PowerOn();
        (await cluster.UpAsync()).Succeeded();

        AssertThere(cluster.Net["two"]);
        Assert.Empty(Leftovers(cluster.Net["two"]));
    }

    private static void Describe(LabCluster cluster, ImageSpec image) => cluster.System = cluster.System with { Images = [image] };

    private static void AssertThere(LabHost host) =>
        Assert.Matches($@"(?m)^docker\.io/infra/app:1\.0 .*io\.cri-containerd\.pinned=pinned$", host.Console("k3s ctr -n k8s.io images ls"));

    private static string Digest(LabHost host) => host.Read("var/lib/infra/images/infra-app-1-0")!.Split(' ')[1].Trim();

    private static IEnumerable<string> Leftovers(LabHost host) =>
        host.Console("ls /var/tmp /var/lib/infra/images").Split('\n').Where(file => file.EndsWith(".archive", StringComparison.Ordinal) || file.StartsWith("infra-image-", StringComparison.Ordinal));
}
