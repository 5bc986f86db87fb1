using Infra.Cluster;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// The firewall of each host, in its own kernel's tables. Slow: each scenario starts hosts with an sshd and installs a cluster on them.
/// </summary>
public sealed class FirewallTests
{
    private const string Foreign = LabNet.PublicAddress;
    private const string Private = LabNet.Address;

    [SkippableFact]
    public async Task OnlyTheClusterReachesItsPorts()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var (one, two) = (cluster.Net["one"], cluster.Net["two"]);

        Assert.Equal("yes", (await one.ConsoleAsync($"(</dev/tcp/{two.PrivateAddress}/2379) && echo yes")).Trim());
        Assert.False(await cluster.Net.ReachesAsync(Foreign, two.PrivateAddress, 2379));
        Assert.False(await cluster.Net.ReachesAsync(Foreign, two.Address, 2380));
        Assert.False(await cluster.Net.ReachesAsync(Foreign, two.Address, 6443));
        Assert.True(await cluster.Net.ReachesAsync(Foreign, two.Address, 22));
    }

    [SkippableFact]
    public async Task AddressOfTheSubnetThatIsNoServersReachesTheApiAndNotEtcd()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];

        Assert.True(await cluster.Net.ReachesAsync(Private, two.PrivateAddress, 6443));
        Assert.False(await cluster.Net.ReachesAsync(Private, two.PrivateAddress, 2379));
    }

    [SkippableFact]
    public async Task OtherPortsAreClosedOnThePrivateNetworkToo()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];
        const string Up = "(</dev/tcp/127.0.0.1/7777) 2>/dev/null";
        var local = await two.ConsoleAsync(
            $"setsid dotnet {LabHost.Program} listen 7777 </dev/null >/dev/null 2>&1 & "
                + $"for i in $(seq 400); do {Up} && break; sleep 0.05; done; {Up} && echo yes");

        Assert.Equal("yes", local.Trim());
        Assert.False(await cluster.Net.ReachesAsync(Private, two.PrivateAddress, 7777));
    }

    [SkippableFact]
    public async Task PodsCannotReachTheMetadataServiceAndTheHostCan()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        using var metadata = await MetadataService.StartAsync(cluster.Net);
        var one = cluster.Net["one"];
        await using var pod = await LabPod.OnAsync(cluster.Net, one);
        const string Ask = $"(</dev/tcp/{HostFirewall.MetadataAddress}/80) 2>/dev/null && echo yes || echo no";

        Assert.False(await pod.ReachesAsync(HostFirewall.MetadataAddress, 80));
        Assert.Equal("yes", (await one.ConsoleAsync(Ask)).Trim());
        Assert.Equal("no", (await one.ConsoleAsync($"setpriv --reuid 65532 --clear-groups bash -c '{Ask}'")).Trim());
        Assert.True(await pod.ReachesAsync(LabNet.Address, ArtifactServer.Port));
        Assert.True(await pod.ReachesAsync(one.PrivateAddress, 6443));

        cluster.System = cluster.System with
        {
            Cluster = cluster.System.Cluster with { Firewall = cluster.System.Cluster.Firewall with { Host = false } }
        };
        (await cluster.UpAsync()).Succeeded();

        Assert.True(await pod.ReachesAsync(HostFirewall.MetadataAddress, 80));
        Assert.DoesNotContain("table", await one.RulesAsync(), StringComparison.Ordinal);
        Assert.Null(one.Read("etc/infra/firewall.nft"));
    }

    [SkippableFact]
    public async Task RulesSurviveAReboot()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];
        await two.PowerOffAsync();

        await two.PowerOnAsync();

        Assert.Contains("table inet infra", await two.RulesAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SecondRunLoadsNothing()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var before = await cluster.Net["one"].RulesAsync();

        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-firewall")).Succeeded();

        Assert.Equal(before, await cluster.Net["one"].RulesAsync());
    }

    [SkippableFact]
    public async Task InvalidRulesetIsNeverLoaded()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var before = await cluster.Net["one"].RulesAsync();
        cluster.System = cluster.System with
        {
            Cluster = cluster.System.Cluster with { Firewall = cluster.System.Cluster.Firewall with { PublicTcp = [80, 99999] } }
        };

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Each.Of(
            failed,
            run => Assert.Contains("nftables rejects the ruleset; the former one is still active", run.Error, StringComparison.Ordinal));
        Assert.Contains("one-firewall", failed.Select(run => run.Name));
        Assert.Equal(before, await cluster.Net["one"].RulesAsync());
    }
}
