using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// A new configuration or version on running servers. Slow: each scenario starts hosts with an sshd and installs a cluster on them.
/// </summary>
public sealed class RollTests
{
    [SkippableFact]
    public async Task ChangeTakesOneServerAtATime()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var before = cluster.Net.Hosts.Select(host => host.Running()).ToArray();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        var running = cluster.UpAsync();
        var fewest = await cluster.FewestReadyDuringAsync(running);

        var result = (await running).Succeeded();
        Assert.True(fewest >= 2, $"{fewest} ready\n{result.Text}");
        Assert.Equal(["one-configure", "one-start", "three-configure", "three-start", "two-configure", "two-start"], result.Names);
        Each.Of(cluster.Net.Hosts.Zip(before), pair => Assert.NotEqual(pair.Second, pair.First.Running()));
        Each.Of(
            cluster.Net.Hosts, host => Assert.Contains("max-pods=200", host.Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal));
        await cluster.AssertWholeAsync();
    }

    /// <summary>
    /// Takes ten seconds longer than others: the server waits that long before the former state is restored, and may need as long to start.
    /// </summary>
    [SkippableFact]
    public async Task FailedChangeIsUndoneOnItsServerAndReachesNoOther()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var others = cluster.Net.Hosts.Skip(1).Select(host => host.Running()).ToArray();
        cluster.K3s = cluster.K3s with { ApiServerArgs = ["no-such-flag=1"] };

        var result = await cluster.UpAsync(Fault.Impatience("one-start", seconds: 10));

        var failed = Assert.Single(result.Failed);
        Assert.Equal("one-start", failed.Name);
        Assert.Contains("unknown flag: --no-such-flag", failed.Error, StringComparison.Ordinal);
        Assert.Contains("one/start: failed: k3s is activating; the former state is restored", failed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-flag", cluster.Net["one"].Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal);
        Assert.Equal(others, cluster.Net.Hosts.Skip(1).Select(host => host.Running()));
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task ServerIsNotRestartedWhileAnotherIsDown()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["three"].ConsoleAsync("systemctl stop k3s");
        var one = cluster.Net["one"].Running();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        var failed = Assert.Single((await cluster.UpAsync(Fault.Impatience("one-start"))).Failed);

        Assert.Contains(
            "one/start: failed: a restart of this server would interrupt the cluster's quorum: ", failed.Error, StringComparison.Ordinal);
        Assert.Contains("three False True", failed.Error, StringComparison.Ordinal);
        Assert.Equal(one, cluster.Net["one"].Running());
    }

    [SkippableFact]
    public async Task UpgradeSavesEtcdDrainsAndTakesOneServerAtATime()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await SaveOldSnapshotsAsync(cluster);
        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };

        var running = cluster.UpAsync();
        var fewest = await cluster.FewestReadyDuringAsync(running);

        var result = (await running).Succeeded();
        Assert.True(fewest >= 2, $"{fewest} ready\n{result.Text}");
        Each.Of(
            cluster.Net.Hosts,
            host => Assert.Single(Directory.GetFiles(
                Path.Combine(host.Disk, "var/lib/rancher/k3s/server/db/snapshots"),
                $"before-{LabSystem.Newer}-*")));
        Each.Of(
            cluster.Net.Hosts,
            host => Assert.Equal(
                ["before-v1.34.4+k3s1", "before-v1.34.5+k3s1", $"before-{LabSystem.Newer}", "etcd-snapshot"],
                Directory.GetFiles(Path.Combine(host.Disk, "var/lib/rancher/k3s/server/db/snapshots"))
                    .Select(file => Path.GetFileName(file).Split('-'))
                    .Select(parts => string.Join('-', parts[..^2]))
                    .Order(StringComparer.Ordinal)));
        Each.Of(
            cluster.Net.Hosts,
            host => Assert.Contains($"node/{host.Name} drained", result[$"{host.Name}-start"].Error, StringComparison.Ordinal));
        await cluster.AssertWholeAsync(LabSystem.Newer);
    }

    /// <summary>Leaves three snapshots taken before former upgrades and a scheduled one on each server.</summary>
    private static async Task SaveOldSnapshotsAsync(LabCluster cluster) =>
        await Task.WhenAll(cluster.Net.Hosts.Select(host => host.ConsoleAsync(
            "mkdir -p /var/lib/rancher/k3s/server/db/snapshots && cd /var/lib/rancher/k3s/server/db/snapshots && "
                + "touch -d '4 days ago' etcd-snapshot-$(uname -n)-1 && touch -d '3 days ago' before-v1.34.3+k3s1-$(uname -n)-1 && "
                + "touch -d '2 days ago' before-v1.34.4+k3s1-$(uname -n)-1 && touch -d '1 day ago' before-v1.34.5+k3s1-$(uname -n)-1")));

    [SkippableFact]
    public async Task UpgradeBlockedByADisruptionBudgetNamesItAndChangesNothing()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.AskAsync("one", "double budget one databases/postgres-primary");
        cluster.K3s = cluster.K3s with { Version = LabSystem.Newer };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains("disruption budgets that allow no eviction: databases/postgres-primary", failed.Error, StringComparison.Ordinal);
        await cluster.AssertWholeAsync();
    }

    [SkippableTheory]
    [InlineData("v1.36.1+k3s1", "upgrade to v1.35 first")]
    [InlineData("v1.33.9+k3s1", "would be a downgrade")]
    public async Task SkippedMinorVersionIsRefusedBeforeAnyRestart(string version, string message)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { Version = version };

        var result = await cluster.UpAsync();

        Assert.NotEmpty(result.Failed);
        Each.Of(result.Failed, failed => Assert.Contains(message, failed.Error, StringComparison.Ordinal));
        Each.Lacks(result.Names, name => name.EndsWith("-start", StringComparison.Ordinal));
        await cluster.AssertWholeAsync();
    }
}
