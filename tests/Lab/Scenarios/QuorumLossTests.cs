namespace Infra.Tests.Lab.Scenarios;

/// <summary>Too many servers are lost: one goes on alone, and the others join it again.</summary>
[Collection(LabAlone.Name)]
public sealed class QuorumLossTests
{
    [SkippableFact]
    public async Task OneOfThreeIsResetFromItsSnapshotAndTheOthersComeBackByARun()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var id = cluster.Id("three");
        cluster.Net["three"].Console("k3s etcd-snapshot save --name scheduled");
        cluster.Ask("three", "cordon three");
        cluster.Net["one"].Recreate();
        cluster.Net["two"].Recreate();

        var said = cluster.Net["three"].Console("infra-reset latest --others-are-gone");

        Assert.Contains("this server is the cluster now", said, StringComparison.Ordinal);
        Assert.Contains("one after the other, for: one two", said, StringComparison.Ordinal);
        Assert.Equal(["three voter"], cluster.Members("three"));
        Assert.Contains("three server v1.34.6+k3s1 Ready", cluster.Nodes("three"));
        (await cluster.UpAsync()).Succeeded();
        Assert.Equal(id, cluster.Id("one"));
        cluster.AssertWhole();
        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task ServersWhoseMachinesAreStillThereRejoinWithTheirOwnCommand()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var id = cluster.Id("three");
        foreach (var host in cluster.Net.Hosts)
        {
            host.Console("systemctl disable --now k3s");
        }

        cluster.Net["three"].Console("infra-reset data --others-are-gone");
        cluster.Net["one"].Console("infra-rejoin 198.18.64.3");
        cluster.Net["two"].Console("infra-rejoin 198.18.64.3");

        Assert.Equal(id, cluster.Id("one"));
        cluster.AssertWhole();
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        cluster.AssertWhole();
    }

    [SkippableFact]
    public async Task AServerWithItsOldDataStaysOutOfTheNewCluster()
    {
        using var cluster = await LabCluster.InstalledAsync();
        foreach (var host in cluster.Net.Hosts)
        {
            host.Console("systemctl disable --now k3s");
        }

        cluster.Net["three"].Console("infra-reset data --others-are-gone");
        cluster.Net["one"].Console("systemctl start k3s");

        Assert.Equal(["three voter"], cluster.Members("three"));
        Assert.DoesNotContain("ok", Refused(() => cluster.Ask("one", "get --raw /readyz")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ItShowsWhatThereIsAndDoesNothingUnasked()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.Net["two"].Console("k3s etcd-snapshot save --name scheduled");
        var running = cluster.Net["two"].Running();

        Assert.Matches("UTC(.|\n)*scheduled-", cluster.Net["two"].Console("infra-reset"));
        Assert.Equal(running, cluster.Net["two"].Running());
    }

    [SkippableFact]
    public async Task AClusterWithItsQuorumIsNotReset()
    {
        using var cluster = await LabCluster.InstalledAsync();

        Assert.Contains("the others' data is given up", Refused(() => cluster.Net["two"].Console("infra-reset data")), StringComparison.Ordinal);
        Assert.Contains("the cluster has its quorum", Refused(() => cluster.Net["two"].Console("infra-reset data --others-are-gone")), StringComparison.Ordinal);
        cluster.Net["two"].Console("systemctl stop k3s");
        Assert.Contains("a server answers at 198.18.64.", Refused(() => cluster.Net["two"].Console("infra-reset data --others-are-gone")), StringComparison.Ordinal);
        Assert.Contains("is in a cluster that has its quorum", Refused(() => cluster.Net["one"].Console("infra-rejoin 198.18.64.3")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ASnapshotOfAFormerTokensTimeNeedsThatTokenAndTheNewOneIsBackAfterwards()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var former = cluster.Engine.Password("cluster-server-token");
        var three = cluster.Net["three"];
        three.Console("k3s etcd-snapshot save --name scheduled");
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };
        (await cluster.UpAsync()).Succeeded();
        cluster.Net["one"].Recreate();
        cluster.Net["two"].Recreate();

        Assert.Contains("encrypted with different token", Refused(() => three.Console("infra-reset latest --others-are-gone")), StringComparison.Ordinal);
        three.Console($"umask 077; echo {former} >/root/former");
        three.Console("infra-reset latest --others-are-gone --token-file /root/former");

        Assert.EndsWith(cluster.Engine.Password("cluster-server-token-2"), three.Read("etc/rancher/k3s/token")!.Trim(), StringComparison.Ordinal);
        (await cluster.UpAsync()).Succeeded();
        cluster.AssertWhole();
    }

    private static string Refused(Func<string> ask) => Assert.Throws<InvalidOperationException>(ask).Message;
}
