using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Imported images that are others than the described ones when pods are about to start from them. Slow: each scenario starts hosts with an
/// sshd and the double of k3s.
/// </summary>
public sealed class StaleImageTests
{
    private const string Image = "infra/app:1.0";
    private const string Check = "app-copy-image-on-";
    private const string Import = "image-infra-app-1-0";

    private static readonly AppSpec App = new()
    {
        Name = "copy",
        Image = Image,
        PullPolicy = PullPolicy.Never,
        Ports = [new() { Name = "http", Port = 8080 }],
    };

    [SkippableFact]
    public async Task ImageIsCheckedOnEveryNodeAndNotAgainWithoutAChange()
    {
        await using var cluster = await DescribedAsync();

        var result = (await cluster.UpAsync()).Succeeded();

        var checks = result.Runs.Where(run => run.Name.StartsWith(Check, StringComparison.Ordinal)).ToList();
        Assert.Equal(["one", "three", "two"], checks.Select(run => run.Name[Check.Length..]).Order(StringComparer.Ordinal));
        Each.Of(checks, run => Assert.Contains("/app:1.0 is the described one: sha256:", run.Output, StringComparison.Ordinal));
        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task ImageImportedByHandIsNamedWithItsNodeAndBothDigestsAndTheRemedyWorks()
    {
        await using var cluster = await DescribedAsync();
        (await cluster.UpAsync()).Succeeded();
        var two = cluster.Net["two"];
        var described = await DigestAsync(two);
        await ImportByHandAsync(cluster, two);
        var stale = await DigestAsync(two);
        ChangePods(cluster);

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal($"{Check}two", failed.Name);
        Assert.NotEqual(described, stale);
        Assert.Contains(
            $"docker.io/{Image} on the node two is stale: its digest is {stale}, that of the described image is {described}",
            failed.Error,
            StringComparison.Ordinal);
        Assert.Contains($"with the URNs of {Import}-to-two and {Import}-on-two (", failed.Error, StringComparison.Ordinal);

        await cluster.Engine.UpAgainAsync(cluster.System, only: $"{Import}-to-two");
        (await cluster.Engine.UpAgainAsync(cluster.System, only: $"{Import}-on-two")).Succeeded();
        Assert.Equal(described, await DigestAsync(two));
    }

    [SkippableFact]
    public async Task RemovedImageIsReportedBeforeAPodFailsToStart()
    {
        await using var cluster = await DescribedAsync();
        (await cluster.UpAsync()).Succeeded();
        await cluster.Net["three"].ConsoleAsync("rm /var/lib/rancher/k3s/agent/containerd-double/docker.io,infra,app:1.0");
        ChangePods(cluster);

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains(
            $"docker.io/{Image} is not on the node three any more, and no registry has it", failed.Error, StringComparison.Ordinal);
    }

    private static async Task<LabCluster> DescribedAsync()
    {
        var cluster = await LabCluster.InstalledAsync();
        cluster.System = cluster.System with { Images = [SavedImage.In(cluster.Net.Folder, Image)], Apps = [App] };
        return cluster;
    }

    private static void ChangePods(LabCluster cluster) =>
        cluster.System = cluster.System with { Apps = [App with { Env = [new() { Name = "MODE", Value = "new" }] }] };

    private static async Task ImportByHandAsync(LabCluster cluster, LabHost host)
    {
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Net.Folder, "by-hand")).FullName;
        File.Copy(SavedImage.In(folder, Image, content: "two").Archive!, Path.Combine(host.Disk, "opt/by-hand.tar.gz"));
        await host.ConsoleAsync("gzip -dc /opt/by-hand.tar.gz | k3s ctr -n k8s.io images import -");
    }

    private static async Task<string> DigestAsync(LabHost host) => (await host.ConsoleAsync("k3s ctr -n k8s.io images ls"))
        .Split('\n').Single(line => line.Contains(Image, StringComparison.Ordinal)).Split(' ')[2];
}
