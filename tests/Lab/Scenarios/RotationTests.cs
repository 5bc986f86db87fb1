using Infra.Tests.Lab.Driver;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// New tokens and certificates, each by one number of the description. Slow: each scenario starts hosts with an sshd and installs a cluster
/// on them.
/// </summary>
public sealed class RotationTests
{
    [SkippableFact]
    public async Task NewTokensTakeOneServerAtATimeAndAreNeverShown()
    {
        await using var cluster = await LabCluster.InstalledAsync();
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
            ["cluster-rotate-token", "one-secrets", "one-start", "three-secrets", "three-start", "two-secrets", "two-start"],
            result.Names);
        Each.Of(
            cluster.Net.Hosts,
            host => Assert.EndsWith(
                Planner.PasswordOf("cluster-server-token-2"),
                host.Read("etc/rancher/k3s/token")!.Trim(),
                StringComparison.Ordinal));
        Assert.NotEmpty(cluster.Engine.Secrets);
        Each.Of(cluster.Engine.Secrets, secret => Assert.DoesNotContain(secret, result.Text, StringComparison.Ordinal));
        Assert.NotEmpty(lines);
        Each.Lacks(lines, line => cluster.Engine.Secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
        Assert.Empty((await cluster.UpAsync()).Names);
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task LaterNodesJoinWithTheNewTokens()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        await cluster.AddAsync(Described.Agent("agent", "198.18.64.21"));
        (await cluster.UpAsync()).Succeeded();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };
        (await cluster.UpAsync()).Succeeded();

        await Task.WhenAll(cluster.Net["two"].RecreateAsync(), cluster.Net["agent"].RecreateAsync());
        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter", "three voter", "two voter"], await cluster.MembersAsync("one"));
        Assert.Contains("agent agent v1.34.6+k3s1 Ready", await cluster.NodesAsync("two"));
    }

    /// <summary>
    /// Takes ten seconds longer than others: the server waits that long before the former state is restored, and may need as long to start.
    /// </summary>
    [SkippableFact]
    public async Task ServerThatFailsWithItsNewConfigurationKeepsTheNewToken()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2, ApiServerArgs = ["no-such-flag=1"] };

        var failed = Assert.Single((await cluster.UpAsync(Fault.Impatience("one-start", seconds: 10))).Failed);

        Assert.Contains("the former state is restored", failed.Error, StringComparison.Ordinal);
        await cluster.AssertWholeAsync();
        cluster.K3s = cluster.K3s with { ApiServerArgs = [] };
        (await cluster.UpAsync()).Succeeded();
        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task NextRunCompletesARotationAfterAPowerCut()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { TokenGeneration = 2 };

        Assert.NotEmpty((await cluster.UpAsync(Fault.PowerOff("one-start", 40))).Failed);
        await cluster.Net["one"].PowerOnAsync();
        (await cluster.UpAsync()).Succeeded();

        await cluster.AssertWholeAsync();
    }

    [SkippableFact]
    public async Task NewCertificatesTakeOneServerAtATime()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        cluster.K3s = cluster.K3s with { CertificateGeneration = 2 };

        var running = cluster.UpAsync();
        var fewest = await cluster.FewestReadyDuringAsync(running);

        var result = (await running).Succeeded();
        Assert.True(fewest >= 2, $"{fewest} ready\n{result.Text}");
        Assert.Equal(["cluster-kubeconfig", "one-start", "three-start", "two-start"], result.Names);
        AssertRotatedOnce();
        await cluster.AssertWholeAsync();
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        AssertRotatedOnce();

        void AssertRotatedOnce() =>
            Each.Of(
                cluster.Net.Hosts,
                host => Assert.Single(Directory.GetDirectories(Path.Combine(host.Disk, "var/lib/rancher/k3s/server"), "tls-*")));
    }
}
