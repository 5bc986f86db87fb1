using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>A host fails in the middle of a step; healed, the next run ends where an undisturbed one does.</summary>
[Collection(LabAlone.Name)]
public sealed class CutTests
{
    [SkippableTheory]
    [InlineData("prepare", 40)]
    [InlineData("artifacts", 40)]
    [InlineData("configure", 40)]
    [InlineData("firewall", 40)]
    [InlineData("start", 40)]
    [InlineData("start", 110)]
    [InlineData("start", 160)]
    public async Task ANewServerThatLosesPowerJoinsInTheNextRun(string step, int at)
    {
        using var cluster = await LabCluster.InstalledAsync();
        var three = cluster.Net["three"];
        three.Recreate();

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff($"three-{step}", at))).Failed);
        three.PowerOn();
        (await cluster.UpAsync()).Succeeded();

        cluster.AssertWhole();
    }

    [SkippableTheory]
    [InlineData("prepare", 40)]
    [InlineData("artifacts", 40)]
    [InlineData("configure", 40)]
    [InlineData("firewall", 40)]
    [InlineData("start", 40)]
    [InlineData("start", 110)]
    public async Task ANewServerThatLosesTheNetworkJoinsInTheNextRun(string step, int at)
    {
        using var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 10 });
        var three = cluster.Net["three"];
        three.Recreate();

        Assert.NotEmpty((await cluster.UpAsync(Fault.CutOff($"three-{step}", at))).Failed);
        three.Heal();
        (await cluster.UpAsync()).Succeeded();

        cluster.AssertWhole();
    }

    [SkippableTheory]
    [InlineData(110)]
    [InlineData(160)]
    public async Task AServerThatLosesPowerWhileItTakesANewConfigurationHasItAfterTheNextRun(int at)
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { KubeletArgs = ["max-pods=200"] };

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff("two-start", at))).Failed);
        cluster.Net["two"].PowerOn();
        (await cluster.UpAsync()).Succeeded();

        Each.Of(cluster.Net.Hosts, host => Assert.Contains("max-pods=200", host.Read("etc/rancher/k3s/config.yaml"), StringComparison.Ordinal));
        Each.Of(cluster.Net.Hosts, host => Assert.False(Directory.Exists(Path.Combine(host.Disk, "var/lib/infra/before"))));
        cluster.AssertWhole();
    }
}
