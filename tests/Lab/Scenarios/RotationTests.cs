using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>New tokens and certificates, each by one number of the description.</summary>
[Collection(LabAlone.Name)]
public sealed class RotationTests
{
    [SkippableFact]
    public async Task NewTokensTakeOneServerAtATimeAndAreNeverSeen()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };

        var running = cluster.UpAsync();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        var fewest = int.MaxValue;
        while (!running.IsCompleted)
        {
            fewest = Math.Min(fewest, await cluster.CountReadyAsync());
            lines.UnionWith(cluster.Net.Hosts.SelectMany(host => host.CommandLines()));
            await Task.Delay(20);
        }

        var result = (await running).Succeeded();
        Assert.True(fewest >= 2, $"{fewest} ready\n{result.Text}");
        Assert.Equal(
            ["cluster-rotate-token", "one-configure", "one-start", "three-configure", "three-start", "two-configure", "two-start"], result.Names);
        Each.Of(cluster.Net.Hosts, host => Assert.EndsWith(cluster.Engine.Password("cluster-server-token-2"), host.Read("etc/rancher/k3s/token")!.Trim(), StringComparison.Ordinal));
        Each.Of(cluster.Engine.Secrets, secret => Assert.DoesNotContain(secret, result.Text, StringComparison.Ordinal));
        Each.Lacks(lines, line => cluster.Engine.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
        Assert.Empty((await cluster.UpAsync()).Names);
        cluster.AssertWhole();
    }

    [SkippableFact]
    public async Task WhatComesAfterwardsJoinsWithTheNewTokens()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.Add(Described.Agent("agent", "198.18.64.21"));
        (await cluster.UpAsync()).Succeeded();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };
        (await cluster.UpAsync()).Succeeded();

        cluster.Net["two"].Recreate();
        cluster.Net["agent"].Recreate();
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter", "three voter", "two voter"], cluster.Members("one"));
        Assert.Contains("agent agent v1.34.6+k3s1 Ready", cluster.Nodes("two"));
    }

    [SkippableFact]
    public async Task AServerThatDoesNotComeUpWithItsNewConfigurationKeepsTheNewToken()
    {
        using var cluster = await LabCluster.InstalledAsync(new() { ReadySeconds = 8 });
        cluster.K3s = cluster.K3s with { TokenGeneration = 2, ApiServerArgs = ["no-such-flag=1"] };

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Contains("the former state is in force again", failed.Error, StringComparison.Ordinal);
        cluster.AssertWhole();
        cluster.K3s = cluster.K3s with { ApiServerArgs = [] };
        (await cluster.UpAsync()).Succeeded();
        cluster.AssertWhole();
    }

    [SkippableFact]
    public async Task APowerCutBetweenTheTokenAndTheRestartsIsHealedByTheNextRun()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff("one-start", 40))).Failed);
        cluster.Net["one"].PowerOn();
        (await cluster.UpAsync()).Succeeded();

        cluster.AssertWhole();
    }

    [SkippableFact]
    public async Task NewCertificatesTakeOneServerAtATime()
    {
        using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { CertificateGeneration = 2 };

        var running = cluster.UpAsync();
        var fewest = await ReadyProbe.FewestDuringAsync(cluster, running);

        var result = (await running).Succeeded();
        Assert.True(fewest >= 2, $"{fewest} ready\n{result.Text}");
        Assert.Equal(["cluster-kubeconfig", "one-start", "three-start", "two-start"], result.Names);
        Each.Of(cluster.Net.Hosts, host => Assert.Single(Directory.GetDirectories(Path.Combine(host.Disk, "var/lib/rancher/k3s/server"), "tls-*")));
        cluster.AssertWhole();
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        Each.Of(cluster.Net.Hosts, host => Assert.Single(Directory.GetDirectories(Path.Combine(host.Disk, "var/lib/rancher/k3s/server"), "tls-*")));
    }
}
