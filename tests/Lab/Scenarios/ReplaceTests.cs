using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Servers whose machine is lost, and replaced by another one of the same name. Slow: each scenario starts hosts with an sshd and installs
/// a cluster on them.
/// </summary>
public sealed class ReplaceTests
{
    [SkippableTheory]
    [InlineData("one")]
    [InlineData("three")]
    public async Task RecreatedServerJoinsItsFormerCluster(string name)
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var id = await cluster.IdAsync("two");
        var two = cluster.Net["two"].Running();
        await cluster.Net[name].RecreateAsync();

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Equal(
            new[]
            {
                $"{name}-artifacts", $"{name}-configure", $"{name}-firewall", $"{name}-forget", $"{name}-prepare",
                $"{name}-secrets", $"{name}-settings", $"{name}-start"
            }.Order(StringComparer.Ordinal),
            result.Names.Where(run => run.StartsWith(name, StringComparison.Ordinal)));
        Assert.Equal(id, await cluster.IdAsync(name));
        Assert.Equal(two, cluster.Net["two"].Running());
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task RecreatedFirstServerFoundsNoClusterWhileTheOthersAreDown()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].RecreateAsync();
        await cluster.Net["two"].ConsoleAsync("systemctl stop k3s");
        await cluster.Net["three"].ConsoleAsync("systemctl stop k3s");

        var result = await cluster.UpAsync(Fault.Impatience("one-forget"));

        Assert.Contains("this server's API is not ready, so the node one cannot be removed", result.Text, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/quorum-loss.md", result.Text, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/rancher/k3s/config.yaml"));
    }

    [SkippableFact]
    public async Task RecreatedFirstServerFoundsNoClusterIfTheOthersFailDuringTheRun()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].RecreateAsync();

        var result = await cluster.UpAsync(new Fault
        {
            Command = "one-start",
            AtStep = 1,
            Strike = _ => Task.WhenAll(cluster.Net["two"].CutAsync(), cluster.Net["three"].CutAsync()),
        });

        Assert.Contains(
            "one/start: failed: no server answers on port 6443 at any of: ", Assert.Single(result.Failed).Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/rancher/k3s/config.yaml"));
    }

    /// <summary>As after its removal from the cluster: k3s discards its data and starts by itself.</summary>
    [SkippableFact]
    [Pitfall("k3s-founder-removed")]
    public async Task FounderWithoutItsDataFoundsNoClusterAndJoinsAgain()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var one = cluster.Net["one"];
        await one.ConsoleAsync("systemctl stop k3s && rm -rf /var/lib/rancher/k3s/server/db/etcd");
        await cluster.AskAsync("two", "delete node one --ignore-not-found");
        await cluster.AskAsync("two", "-n kube-system delete secret one.node-password.k3s --ignore-not-found");
        await one.ConsoleAsync(
            "systemctl restart --no-block k3s; for i in $(seq 300); do "
            + "journalctl -u k3s -n 100 -o cat | grep -q 'no answer from https://198.18.64.1:6443' && exit 0; sleep 0.1; done; exit 1");

        Assert.Null(one.Read("var/lib/rancher/k3s/server/db/etcd/member/wal/state.json"));
        (await cluster.Engine.UpAgainAsync(cluster.System, only: "one-start")).Succeeded();
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    [Pitfall("k3s-founder-removed")]
    public async Task FounderThatRanBeforeFoundsNoClusterWhileTheOthersAreDown()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["two"].ConsoleAsync("systemctl stop k3s");
        await cluster.Net["three"].ConsoleAsync("systemctl stop k3s");
        await cluster.Net["one"].ConsoleAsync("systemctl stop k3s && rm -rf /var/lib/rancher/k3s/server/db/etcd");

        var failed = Assert.Single((await cluster.Engine.UpAgainAsync(cluster.System, only: "one-start")).Failed);

        Assert.Contains("this node never initializes a second cluster", failed.Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Its first start gave up before k3s was ready, and its node was deleted afterwards: k3s never starts with its data.
    /// </summary>
    [SkippableFact]
    public async Task ServerThatWasRemovedBeforeItEverRanJoinsAgain()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var three = cluster.Net["three"];
        await three.RecreateAsync();
        Assert.NotEmpty((await cluster.UpAsync(Fault.Impatience("three-start", seconds: 0))).Failed);
        await WaitForNodeAsync(cluster, "three server v1.34.6+k3s1 Ready");
        await three.ConsoleAsync("systemctl stop k3s");
        await cluster.AskAsync("one", "delete node three --ignore-not-found");
        await cluster.AskAsync("one", "-n kube-system delete secret three.node-password.k3s --ignore-not-found");
        Assert.NotEmpty((await cluster.UpAsync(Fault.Impatience("three-start", seconds: 10))).Failed);

        var result = (await cluster.UpAsync()).Succeeded();

        Assert.Contains("the cluster removed this server before it ran", result["three-start"].Output, StringComparison.Ordinal);
        await cluster.AssertWholeAsync();
    }

    /// <summary>
    /// Its power failed when etcd had made its folder and not yet its log: to k3s it has no data, and joins a server. The one of its first
    /// start may be gone by now.
    /// </summary>
    [SkippableFact]
    public async Task ServerWhoseEtcdHasNoLogJoinsAServerThatAnswers()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var three = cluster.Net["three"];
        await three.RecreateAsync();
        await three.ConsoleAsync(
            "mkdir -p /var/lib/rancher/k3s/server/db/etcd/member/snap /etc/rancher/k3s/config.yaml.d && "
            + "echo 'server: https://198.18.64.9:6443' >/etc/rancher/k3s/config.yaml.d/90-local.yaml");

        (await cluster.UpAsync(Fault.Impatience("three-start", seconds: 20))).Succeeded();

        await cluster.AssertWholeAsync();
    }

    /// <summary>Its machine was lost before it voted: etcd has a member of its name, without a node by which k3s would remove it.</summary>
    [SkippableFact]
    public async Task ServerWhoseMachineWasLostAsALearnerJoinsWhenTheClusterHasRemovedThat()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["three"].RecreateAsync();
        await cluster.AskAsync("one", "delete node three --ignore-not-found");
        await cluster.AskAsync("one", "-n kube-system delete secret three.node-password.k3s --ignore-not-found");
        await cluster.AskAsync("one", $"double lost-learner three {cluster.Net["three"].PrivateAddress}");

        var refused = Assert.Single((await cluster.UpAsync(Fault.Impatience("three-start", seconds: 6))).Failed);
        Assert.Contains("duplicate node name found", refused.Error, StringComparison.Ordinal);
        await cluster.AskAsync("one", "double remove-learners");
        (await cluster.UpAsync()).Succeeded();

        await cluster.AssertWholeAsync();
    }

    /// <summary>Its kubelet refused a setting after etcd had made it a voter, so that k3s stops again and again.</summary>
    [SkippableFact]
    public async Task VoterThatNeverRanStartsWithTheCorrectedSetting()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["three"].RecreateAsync();
        var mistake = new Fault
        {
            Command = "three-configure",
            Input = input => input.Replace("node-taint: []", "node-taint:\n- a=b:NoSuchEffect", StringComparison.Ordinal),
        };

        var refused = Assert.Single((await cluster.UpAsync(mistake, Fault.Impatience("three-start", seconds: 8))).Failed);
        Assert.Contains("invalid taint effect: NoSuchEffect", refused.Error, StringComparison.Ordinal);
        Assert.Contains("three voter", await cluster.MembersAsync("one"));
        (await cluster.Engine.UpAgainAsync(cluster.System, only: "three-configure")).Succeeded();

        await cluster.AssertWholeAsync();
    }

    private static async Task WaitForNodeAsync(LabCluster cluster, string node)
    {
        for (var attempt = 0; attempt < 300 && !(await cluster.NodesAsync("one")).Contains(node); attempt++)
        {
            await Task.Delay(100);
        }
    }

    [SkippableFact]
    public async Task ServerThatAnswersIsNotRemoved()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["three"].ConsoleAsync("systemctl stop k3s");

        var result = (await cluster.Engine.UpAgainAsync(cluster.System, only: "three-forget")).Succeeded();

        Assert.Contains("three is the same machine as before and is kept", result["three-forget"].Output, StringComparison.Ordinal);
        Assert.Contains("three voter", await cluster.MembersAsync("one"));
    }

    [SkippableFact]
    public async Task NewServerJoinsAtTheQuickestPeer()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.Net["one"].ConsoleAsync("mkdir -p /run/k3s-double && echo 900 >/run/k3s-double/delay");
        await cluster.Net["three"].RecreateAsync();

        (await cluster.UpAsync()).Succeeded();

        Assert.Contains(
            "server: https://198.18.64.2:6443",
            cluster.Net["three"].Read("etc/rancher/k3s/config.yaml.d/90-local.yaml"),
            StringComparison.Ordinal);
        await cluster.AssertWholeAsync();
    }
}
