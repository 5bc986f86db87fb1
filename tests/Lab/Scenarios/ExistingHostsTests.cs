using System.Text;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// Hosts that exist already, reached at another port by a user who becomes root with the real sudo. Slow: each scenario starts hosts with
/// an sshd and installs a cluster on them.
/// </summary>
public sealed class ExistingHostsTests
{
    private static readonly LabOptions Hosts = new() { SshPort = 2222, User = "ops", Sudo = "ALL=(ALL) NOPASSWD: ALL" };

    [SkippableFact]
    public async Task OneHostBecomesAClusterAndASecondRunChangesNothing()
    {
        await using var cluster = await LabCluster.OfExistingAsync(1, agent: false, Hosts);

        var first = cluster.UpAsync();
        var lines = await cluster.CommandLinesDuringAsync(first);
        var result = (await first).Succeeded();
        var host = cluster.Net["one"];
        var (tree, running) = (await host.TreeAsync(), host.Running());

        Assert.Equal(["one voter"], await cluster.MembersAsync("one"));
        AssertSecret(cluster, result, lines);
        Assert.Empty((await cluster.UpAsync()).Names);
        (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();
        Assert.Empty((await host.TreeAsync()).Except(tree));
        Assert.Equal(running, host.Running());
    }

    [SkippableFact]
    public async Task ThreeServersAndAnAgentBecomeACluster()
    {
        await using var cluster = await LabCluster.OfExistingAsync(3, agent: true, Hosts);

        (await cluster.UpAsync()).Succeeded();

        Assert.Equal(["one voter", "three voter", "two voter"], await cluster.MembersAsync("three"));
        Assert.Contains($"agent agent {LabCluster.Version} Ready", await cluster.NodesAsync("two"));
        Assert.Equal(4, (await cluster.NodesAsync("one")).Count);
    }

    [SkippableFact]
    public async Task SudoWithAPasswordIsReportedBeforeAnyChange()
    {
        await using var cluster = await LabCluster.OfExistingAsync(1, agent: false, Hosts with { Sudo = "ALL=(ALL) ALL" });

        var failed = Assert.Single((await cluster.UpAsync()).Failed);

        Assert.Equal("one-prepare", failed.Name);
        Assert.Contains(
            "one/prepare: failed: ops cannot become root: sudo: a password is required", failed.Error, StringComparison.Ordinal);
        Assert.Contains("put \"ops ALL=(ALL) NOPASSWD: ALL\" into /etc/sudoers.d/ops", failed.Error, StringComparison.Ordinal);
        Assert.Null(cluster.Net["one"].Read("etc/sysctl.d/90-infra.conf"));
    }

    /// <summary>
    /// Asserts that no secret, in any form that the steps receive, was on a command line, in an environment or in an output.
    /// </summary>
    private static void AssertSecret(LabCluster cluster, UpResult result, IReadOnlySet<string> lines)
    {
        Assert.Contains(lines, line => line.Contains("sudo", StringComparison.Ordinal));
        Assert.NotEmpty(cluster.Engine.Secrets);
        foreach (var secret in cluster.Engine.Secrets.SelectMany(
            secret => new[] { secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)) }))
        {
            Each.Lacks(lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(secret, result.Text, StringComparison.Ordinal);
        }
    }
}
