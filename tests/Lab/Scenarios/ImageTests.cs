using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Images that are in no registry, on their way to the nodes. Slow: each scenario starts hosts with an sshd and installs a cluster on them.
/// </summary>
public sealed class ImageTests
{
    private const string Image = "infra/app:1.0";
    private const string Name = "image-infra-app-1-0";

    /// <summary>Points of an import at which the power fails.</summary>
    public static TheoryData<int> PowerCuts { get; } = CutPoints.Of([45], [30, 60, 75]);

    [SkippableFact]
    public async Task ImageReachesEveryNodeAndASecondRunRunsNothing()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Equal(
            ["one", "three", "two"],
            result.Names.Where(name => name.StartsWith(Name + "-on-", StringComparison.Ordinal)).Select(name => name.Split('-')[^1]));
        await AssertOnAllAsync(cluster);
        Assert.Single(cluster.Net.Hosts.Select(Digest).Distinct());
        Each.Of(await Task.WhenAll(cluster.Net.Hosts.Select(LeftoversAsync)), left => Assert.Empty(left));
        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task RepeatedImportNeedsNoArchiveAndChangesNoFile()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        var tree = await cluster.Net["two"].TreeAsync();

        var again = (await cluster.Engine.UpAgainAsync(cluster.System, only: $"{Name}-on-two")).Succeeded();

        Assert.Contains($"docker.io/{Image} is already imported", again[$"{Name}-on-two"].Output, StringComparison.Ordinal);
        Assert.Equal(tree, await cluster.Net["two"].TreeAsync());
    }

    [SkippableFact]
    public async Task AnotherArchiveReplacesOnlyItsImage()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        var before = Digest(cluster.Net["one"]);
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image, content: "two"));

        var result = (await cluster.UpAsync()).Succeeded();

        Each.Of(result.Names, name => Assert.StartsWith(Name, name, StringComparison.Ordinal));
        Assert.Equal(6, result.Runs.Count);
        await AssertOnAllAsync(cluster);
        Assert.DoesNotContain(before, cluster.Net.Hosts.Select(Digest));
    }

    [SkippableFact]
    public async Task OnlyARecreatedServerGetsTheImageAgain()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));
        (await cluster.UpAsync()).Succeeded();
        await cluster.Net["three"].RecreateAsync();

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Equal([$"{Name}-on-three", $"{Name}-to-three"], result.Names.Where(name => name.StartsWith(Name, StringComparison.Ordinal)));
        await AssertOnAsync(cluster.Net["three"]);
    }

    [SkippableFact]
    public async Task ArchiveWithAnotherChecksumIsNotImported()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image) with { ArchiveSha256 = new string('0', 64) });

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Assert.NotEmpty(failed);
        Each.Of(failed, run => Assert.Contains($", expected {new string('0', 64)}", run.Error, StringComparison.Ordinal));
        await AssertOnNoneAsync(cluster);
    }

    [SkippableFact]
    public async Task ArchiveOfAnotherImageIsNotImported()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image, savedAs: "infra/app:0.9"));

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Assert.NotEmpty(failed);
        Each.Of(
            failed,
            run => Assert.Contains(
                $"has no image docker.io/{Image}, but: \"RepoTags\":[\"infra/app:0.9\"",
                run.Error,
                StringComparison.Ordinal));
        await AssertOnNoneAsync(cluster);
    }

    [SkippableFact]
    public async Task ImageWithAnotherDigestThanTheDescribedOneIsReported()
    {
        await using var cluster = await LabCluster.OfAsync(1);
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image) with { Digest = "sha256:" + new string('1', 64) });

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains($"expected sha256:{new string('1', 64)}", failed.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task InterruptedCopyIsRepeated()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        Assert.NotEmpty((await cluster.UpAsync(new Fault { Command = $"{Name}-to-two", Strike = host => host.CutAsync() })).Failed);
        await cluster.Net["two"].HealAsync();
        (await cluster.UpAsync()).Succeeded();

        await AssertOnAllAsync(cluster);
    }

    [SkippableTheory]
    [MemberData(nameof(PowerCuts))]
    public async Task ImportThatLosesPowerIsCompletedByTheNextRun(int at)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];
        Describe(cluster, SavedImage.In(cluster.Net.Folder, Image));

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff($"{Name}-on-two", at))).Failed);
        await two.PowerOnAsync();
        (await cluster.UpAsync()).Succeeded();

        await AssertOnAsync(two);
        Assert.Empty(await LeftoversAsync(two));
    }

    private static void Describe(LabCluster cluster, ImageSpec image) => cluster.System = cluster.System with { Images = [image] };

    private static Task AssertOnAllAsync(LabCluster cluster) => Task.WhenAll(cluster.Net.Hosts.Select(AssertOnAsync));

    private static async Task AssertOnAsync(LabHost host) =>
        Assert.Matches(
            @"(?m)^docker\.io/infra/app:1\.0 .*io\.cri-containerd\.pinned=pinned$",
            await host.ConsoleAsync("k3s ctr -n k8s.io images ls"));

    private static async Task AssertOnNoneAsync(LabCluster cluster) =>
        Each.Of(
            await Task.WhenAll(cluster.Net.Hosts.Select(host => host.ConsoleAsync("k3s ctr -n k8s.io images ls -q"))),
            images => Assert.Equal("", images));

    private static string Digest(LabHost host) => host.Read("var/lib/infra/images/infra-app-1-0")!.Split(' ')[1].Trim();

    private static async Task<string[]> LeftoversAsync(LabHost host) =>
    [
        .. (await host.ConsoleAsync("ls /var/tmp /var/lib/infra/images")).Split('\n')
            .Where(
                file => file.EndsWith(".archive", StringComparison.Ordinal) || file.StartsWith("infra-image-", StringComparison.Ordinal)),
    ];
}
