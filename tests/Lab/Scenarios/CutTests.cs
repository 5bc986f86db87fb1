using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Hosts that fail in the middle of a step: once healed, the next run ends where an undisturbed one does. Slow: each scenario starts hosts
/// with an sshd and installs a cluster on them.
/// </summary>
public sealed class CutTests
{
    /// <summary>
    /// Points of a new server's steps at which the power fails: the two steps that make it a member, and in the nightly run all others.
    /// </summary>
    public static TheoryData<string, int> PowerCuts { get; } = CutPoints.Of(
        [("configure", 40), ("start", 40), ("start", 110), ("start", 160)],
        [("prepare", 40), ("artifacts", 40), ("firewall", 40)]);

    /// <summary>The same for the network.</summary>
    public static TheoryData<string, int> NetworkCuts { get; } = CutPoints.Of(
        [("configure", 40), ("start", 40), ("start", 110)],
        [("prepare", 40), ("artifacts", 40), ("firewall", 40)]);

    [SkippableTheory]
    [MemberData(nameof(PowerCuts))]
    public async Task NewServerThatLosesPowerJoinsInTheNextRun(string step, int at)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var three = cluster.Net["three"];
        await three.RecreateAsync();

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff($"three-{step}", at))).Failed);
        await three.PowerOnAsync();
        (await cluster.UpAsync()).Succeeded();

        await cluster.AssertWholeAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(NetworkCuts))]
    public async Task NewServerThatLosesTheNetworkJoinsInTheNextRun(string step, int at)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var three = cluster.Net["three"];
        await three.RecreateAsync();

        Assert.NotEmpty((await cluster.UpAsync(Fault.CutOff($"three-{step}", at))).Failed);
        await three.HealAsync();
        (await cluster.UpAsync()).Succeeded();

        await cluster.AssertWholeAsync();
    }

    [SkippableTheory]
    [InlineData(110)]
    [InlineData(160)]
    public async Task NextRunConfiguresAServerThatLostPowerDuringTheChange(int at)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff("two-start", at))).Failed);
        await cluster.Net["two"].PowerOnAsync();
        (await cluster.UpAsync()).Succeeded();

        Each.Of(
            cluster.Net.Hosts, host => Assert.Contains("max-pods=200", host.Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal));
        Each.Of(cluster.Net.Hosts, host => Assert.False(Directory.Exists(Path.Combine(host.Disk, "var/lib/infra/before"))));
        await cluster.AssertWholeAsync();
    }
}
