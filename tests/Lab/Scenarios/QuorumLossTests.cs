using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Clusters that lost too many servers: one goes on alone, and the others join it again. Slow: each scenario starts hosts with an sshd and
/// installs a cluster on them.
/// </summary>
public sealed class QuorumLossTests
{
    [SkippableFact]
    public async Task OneOfThreeIsResetFromItsSnapshotAndARunBringsTheOthersBack()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var id = await cluster.IdAsync("three");
        await cluster.Net["three"].ConsoleAsync("k3s etcd-snapshot save --name scheduled");
        await cluster.AskAsync("three", "cordon three");
        await Task.WhenAll(cluster.Net["one"].RecreateAsync(), cluster.Net["two"].RecreateAsync());

        var said = await cluster.Net["three"].ConsoleAsync("infra-reset latest --others-are-gone");

        Assert.Contains("the cluster consists of this server", said, StringComparison.Ordinal);
        Assert.Contains("one after the other, for: one two", said, StringComparison.Ordinal);
        Assert.Equal(["three voter"], await cluster.MembersAsync("three"));
        Assert.Contains("three server v1.34.6+k3s1 Ready", await cluster.NodesAsync("three"));
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal(id, await cluster.IdAsync("one"));
        await cluster.AssertWholeAsync();
        // Each of the two is served by its first neighbour again.
        Assert.Equal(["one-forget", "two-forget"], (await cluster.UpAsync()).Succeeded().Names);
        Assert.Empty((await cluster.UpAsync()).Names);
    }

    /// <summary>The machine of the second one is gone: nobody answers at its address.</summary>
    [SkippableFact]
    public async Task TwoLostServersComeBackOneAfterTheOther()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var id = await cluster.IdAsync("three");
        await Task.WhenAll(cluster.Net["one"].RecreateAsync(), cluster.Net["two"].PowerOffAsync());
        await cluster.Net["three"].ConsoleAsync("infra-reset data --others-are-gone");

        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter", "three voter"], await cluster.MembersAsync("three"));
        await cluster.Net["two"].RecreateAsync();
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal(id, await cluster.IdAsync("one"));
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task ExistingServersRejoinWithInfraRejoin()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var id = await cluster.IdAsync("three");
        await StopAllAsync(cluster);

        await cluster.Net["three"].ConsoleAsync("infra-reset data --others-are-gone");
        await cluster.Net["one"].ConsoleAsync("infra-rejoin 198.18.64.3");
        await cluster.Net["two"].ConsoleAsync("infra-rejoin 198.18.64.3");

        Assert.Equal(id, await cluster.IdAsync("one"));
        await cluster.AssertWholeAsync();
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task ServerWithFormerDataDoesNotJoinTheNewCluster()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await StopAllAsync(cluster);

        await cluster.Net["three"].ConsoleAsync("infra-reset data --others-are-gone");
        await cluster.Net["one"].ConsoleAsync("systemctl start k3s");

        Assert.Equal(["three voter"], await cluster.MembersAsync("three"));
        Assert.DoesNotContain("ok", await RefusalAsync(() => cluster.AskAsync("one", "get --raw /readyz")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ResetWithoutArgumentsShowsTheSnapshotsAndChangesNothing()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["two"].ConsoleAsync("k3s etcd-snapshot save --name scheduled");
        var running = cluster.Net["two"].Running();

        Assert.Matches("UTC(.|\n)*scheduled-", await cluster.Net["two"].ConsoleAsync("infra-reset"));
        Assert.Equal(running, cluster.Net["two"].Running());
    }

    [SkippableFact]
    public async Task ClusterWithItsQuorumIsNotReset()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var (one, two) = (cluster.Net["one"], cluster.Net["two"]);

        Assert.Contains(
            "discards the data of all others", await RefusalAsync(() => two.ConsoleAsync("infra-reset data")), StringComparison.Ordinal);
        Assert.Contains(
            "the cluster has its quorum",
            await RefusalAsync(() => two.ConsoleAsync("infra-reset data --others-are-gone")),
            StringComparison.Ordinal);
        await two.ConsoleAsync("systemctl stop k3s");
        Assert.Contains(
            "a server answers at 198.18.64.",
            await RefusalAsync(() => two.ConsoleAsync("infra-reset data --others-are-gone")),
            StringComparison.Ordinal);
        Assert.Contains(
            "is in a cluster that has its quorum",
            await RefusalAsync(() => one.ConsoleAsync("infra-rejoin 198.18.64.3")),
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SnapshotOfAFormerTokenRequiresItAndRestoresTheCurrentToken()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var former = Planner.PasswordOf("cluster-server-token");
        var three = cluster.Net["three"];
        await three.ConsoleAsync("k3s etcd-snapshot save --name scheduled");
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };
        (await cluster.UpAsync()).Succeeded();
        await Task.WhenAll(cluster.Net["one"].RecreateAsync(), cluster.Net["two"].RecreateAsync());

        Assert.Contains(
            "encrypted with different token",
            await RefusalAsync(() => three.ConsoleAsync("infra-reset latest --others-are-gone")),
            StringComparison.Ordinal);
        await three.ConsoleAsync($"umask 077; echo {former} >/root/former");
        await three.ConsoleAsync("infra-reset latest --others-are-gone --token-file /root/former");

        Assert.EndsWith(
            Planner.PasswordOf("cluster-server-token-2"), three.Read("etc/rancher/k3s/token")!.Trim(), StringComparison.Ordinal);
        (await cluster.UpAsync()).Succeeded();
        await cluster.AssertWholeAsync();
    }

    private static async Task StopAllAsync(LabCluster cluster) =>
        await Task.WhenAll(cluster.Net.Hosts.Select(host => host.ConsoleAsync("systemctl disable --now k3s")));

    private static async Task<string> RefusalAsync(Func<Task<string>> ask) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(ask)).Message;
}
