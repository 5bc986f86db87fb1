using Infra.Cluster;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>The firewall on each host, in the kernel of each.</summary>
[Collection(LabAlone.Name)]
public sealed class FirewallTests
{
    private const string Foreign = "198.18.65.254";
    private const string Private = LabMachine.Address;

    [SkippableFact]
    public async Task TheClustersPortsAreTheClustersAlone()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var (one, two) = (cluster.Net["one"], cluster.Net["two"]);

        Assert.Equal("yes", one.Console($"(</dev/tcp/{two.PrivateAddress}/2379) && echo yes").Trim());
        Assert.False(await Reach.FromMachineAsync(Foreign, two.PrivateAddress, 2379));
        Assert.False(await Reach.FromMachineAsync(Foreign, two.Address, 2380));
        Assert.False(await Reach.FromMachineAsync(Foreign, two.Address, 6443));
        Assert.True(await Reach.FromMachineAsync(Foreign, two.Address, 22));
    }

    [SkippableFact]
    public async Task AnAddressOfTheSubnetThatIsNoServersReachesTheApiAndNotEtcd()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];

        Assert.True(await Reach.FromMachineAsync(Private, two.PrivateAddress, 6443));
        Assert.False(await Reach.FromMachineAsync(Private, two.PrivateAddress, 2379));
    }

    [SkippableFact]
    public async Task NobodyButTheClusterHasAPortOnThePrivateNetwork()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];
        const string Up = "(</dev/tcp/127.0.0.1/7777) 2>/dev/null";
        var local = two.Console("setsid dotnet /opt/k3s-double/Infra.Lab.Double.dll listen 7777 </dev/null >/dev/null 2>&1 & " + $"for i in $(seq 100); do {Up} && break; sleep 0.1; done; {Up} && echo yes");

        Assert.Equal("yes", local.Trim());
        Assert.False(await Reach.FromMachineAsync(Private, two.PrivateAddress, 7777));
    }

    [SkippableFact]
    public async Task PodsAreKeptFromTheMetadataServiceAndTheHostIsNot()
    {
        using var cluster = await LabCluster.InstalledAsync();
        using var metadata = new MetadataService(cluster.Net);
        var one = cluster.Net["one"];
        var pod = new LabPod(one);
        const string Ask = $"(</dev/tcp/{HostFirewall.MetadataAddress}/80) 2>/dev/null && echo yes || echo no";

        Assert.False(pod.Reaches(HostFirewall.MetadataAddress, 80));
        Assert.Equal("yes", one.Console(Ask).Trim());
        Assert.Equal("no", one.Console($"setpriv --reuid 65532 --clear-groups bash -c '{Ask}'").Trim());
        Assert.True(pod.Reaches(LabMachine.Address, 8480));
        Assert.True(pod.Reaches(one.PrivateAddress, 6443));

        cluster.System = cluster.System with { Cluster = cluster.System.Cluster with { Firewall = cluster.System.Cluster.Firewall with { Host = false } } };
        (await cluster.UpAsync()).Succeeded();

        Assert.True(pod.Reaches(HostFirewall.MetadataAddress, 80));
        Assert.DoesNotContain("table", one.Rules(), StringComparison.Ordinal);
        Assert.Null(one.Read("etc/infra/firewall.nft"));
    }

    [SkippableFact]
    public async Task TheRulesAreThereAfterAReboot()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var two = cluster.Net["two"];
        two.PowerOff();

        two.PowerOn();

        Assert.Contains("table inet infra", two.Rules(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ASecondRunLoadsNothing()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var before = cluster.Net["one"].Rules();

        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-firewall")).Succeeded();

        Assert.Equal(before, cluster.Net["one"].Rules());
    }

    [SkippableFact]
    public async Task ARulesetThatNftablesRefusesNeverReachesTheKernel()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var before = cluster.Net["one"].Rules();
        cluster.System = cluster.System with { Cluster = cluster.System.Cluster with { Firewall = cluster.System.Cluster.Firewall with { PublicTcp = [80, 99999] } } };

        var failed = (await cluster.UpAsync()).Failed.ToArray();

        Each.Of(failed, run => Assert.Contains("nftables refuses the ruleset; the one before is still in force", run.Error, StringComparison.Ordinal));
        Assert.Contains("one-firewall", failed.Select(run => run.Name));
        Assert.Equal(before, cluster.Net["one"].Rules());
    }
}
