using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>A server's machine is lost and another one takes its place and its name.</summary>
[Collection(LabAlone.Name)]
public sealed class ReplaceTests
{
    [SkippableTheory]
    [InlineData("one")]
    [InlineData("three")]
    public async Task ARecreatedServerJoinsTheClusterItWasIn(string name)
    {
        using var cluster = await LabCluster.InstalledAsync();
        var id = cluster.Id("two");
        var two = cluster.Net["two"].Running();
        cluster.Net[name].Recreate();

        var result = (await cluster.UpAsync()).Succeeded();

        var peers = new[] { "one", "two", "three" }.Where(peer => peer != name).ToArray();
        Assert.Equal(
            new[] { $"{name}-artifacts", $"{name}-configure", $"{name}-firewall", $"{name}-forget-on-{peers[0]}", $"{name}-forget-on-{peers[1]}", $"{name}-prepare", $"{name}-start" }.Order(StringComparer.Ordinal),
            result.Names.Where(run => run.StartsWith(name, StringComparison.Ordinal)));
        Assert.Equal(id, cluster.Id(name));
        Assert.Equal(two, cluster.Net["two"].Running());
        cluster.AssertWhole();
    }

    [SkippableFact]
    public async Task TheFirstServerRecreatedAloneFoundsNothing()
    {
        using var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 3 });
        cluster.Net["one"].Recreate();
        cluster.Net["two"].Console("systemctl stop k3s");
        cluster.Net["three"].Console("systemctl stop k3s");

        var result = await cluster.UpAsync();

        Assert.Contains("this server's API is not ready, so one cannot be forgotten", result.Text, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/quorum-loss.md", result.Text, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/rancher/k3s/config.yaml"));
    }

    [SkippableFact]
    public async Task TheFirstServerRecreatedFoundsNothingWhenTheOthersVanishAtTheLastMoment()
    {
        using var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 3 });
        cluster.Net["one"].Recreate();

        var result = await cluster.UpAsync(new Fault
        {
            Command = "one-start",
            AtStep = 1,
            Strike = _ =>
            {
                cluster.Net["two"].Cut();
                cluster.Net["three"].Cut();
            },
        });

        Assert.Contains("one/start: failed: no server answers on port 6443 at any of: ", Assert.Single(result.Failed).Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/rancher/k3s/config.yaml"));
    }

    [SkippableFact]
    public async Task AServerThatIsOnlyDownIsNotForgotten()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.Net["three"].Console("systemctl stop k3s");

        var result = (await cluster.Engine.UpAgainAsync(cluster.System, only: "three-forget-on-one")).Succeeded();

        Assert.Contains("three is this very machine: it stays", result["three-forget-on-one"].Output, StringComparison.Ordinal);
        Assert.Contains("three voter", cluster.Members("one"));
    }

    [SkippableFact]
    public async Task ASlowPeerIsLeftForAQuickOne()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.Net["one"].Console("mkdir -p /run/k3s-double && echo 900 >/run/k3s-double/delay");
        cluster.Net["three"].Recreate();

        (await cluster.UpAsync()).Succeeded();

        Assert.Contains("server: https://198.18.64.2:6443", cluster.Net["three"].Read("etc/rancher/k3s/config.yaml.d/90-local.yaml"), StringComparison.Ordinal);
        cluster.AssertWhole();
    }
}
