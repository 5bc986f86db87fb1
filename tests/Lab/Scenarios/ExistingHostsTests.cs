using System.Text;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Hosts that exist already, reached at another port by a user who becomes root with the real sudo.</summary>
[Collection(LabAlone.Name)]
public sealed class ExistingHostsTests
{
    private static readonly LabOptions Hosts = new() { SshPort = 2222, User = "ops", Sudo = "ALL=(ALL) NOPASSWD: ALL" };

    [SkippableFact]
    public async Task OneHostBecomesAClusterAndASecondRunChangesNothing()
    {
        using var cluster = await LabCluster.OfExistingAsync(1, agent: false, Hosts);

        var (result, lines) = await WatchAsync(cluster);
        var host = cluster.Net["one"];
        var (tree, running) = (host.Tree(), host.Running());

        Assert.Equal(["one voter"], cluster.Members("one"));
        AssertSecret(cluster, result, lines);
        Assert.Empty((await cluster.UpAsync()).Names);
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        Assert.Empty(host.Tree().Except(tree));
        Assert.Equal(running, host.Running());
    }

    [SkippableFact]
    public async Task ThreeServersAndAnAgentBecomeACluster()
    {
        using var cluster = await LabCluster.OfExistingAsync(3, agent: true, Hosts);

        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter", "three voter", "two voter"], cluster.Members("three"));
        Assert.Contains($"agent agent {LabCluster.Version} Ready", cluster.Nodes("two"));
        Assert.Equal(4, cluster.Nodes("one").Count);
    }

    [SkippableFact]
    public async Task AUserWhoMustGiveAPasswordIsToldWhatToDoAndNothingIsDone()
    {
        using var cluster = await LabCluster.OfExistingAsync(1, agent: false, Hosts with { Sudo = "ALL=(ALL) ALL" });

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-prepare", failed.Name);
        Assert.Contains("one/prepare: failed: ops cannot become root: sudo: a password is required", failed.Error, StringComparison.Ordinal);
        Assert.Contains("put \"ops ALL=(ALL) NOPASSWD: ALL\" into /etc/sudoers.d/ops", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/sysctl.d/90-infra.conf"));
    }

    /// <summary>Runs the plan, and looks at every process on the hosts meanwhile.</summary>
    private static async Task<(UpResult Result, IReadOnlySet<string> Lines)> WatchAsync(LabCluster cluster)
    {
        var running = cluster.UpAsync();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        while (!running.IsCompleted)
        {
            lines.UnionWith(cluster.Net.Hosts.SelectMany(host => host.CommandLines()));
            await Task.Delay(20);
        }
        return ((await running).Succeeded(), lines);
    }

    /// <summary>No secret, as it is or as the steps get it, was on a command line, in an environment or in an output.</summary>
    private static void AssertSecret(LabCluster cluster, UpResult result, IReadOnlySet<string> lines)
    {
        Assert.Contains(lines, line => line.Contains("sudo", StringComparison.Ordinal));
        Assert.NotEmpty(cluster.Engine.Secrets);
        foreach (var secret in cluster.Engine.Secrets.SelectMany(secret => new[] { secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) }))
        {
            Each.Lacks(lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, result.Text, StringComparison.Ordinal);
        }
    }
}
