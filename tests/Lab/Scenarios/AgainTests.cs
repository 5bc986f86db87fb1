using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>Runs on a cluster that is as described. Slow: each scenario starts hosts with an sshd and installs a cluster on them.</summary>
public sealed class AgainTests
{
    [SkippableFact]
    public async Task SecondRunRunsNoCommand()
    {
        await using var cluster = await LabCluster.InstalledAsync();

        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task EveryCommandRunAgainChangesNoFileAndRestartsNothing()
    {
        await using var cluster = await LabCluster.InstalledAsync();
        var hosts = cluster.Net.Hosts;
        var trees = await Task.WhenAll(hosts.Select(host => host.TreeAsync()));
        var processes = hosts.Select(host => host.Running()).ToArray();

        var again = (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();

        Assert.Equal(27, again.Runs.Count);
        var after = await Task.WhenAll(hosts.Select(host => host.TreeAsync()));
        Each.Of(after.Zip(trees), pair => Assert.Empty(pair.First.Except(pair.Second)));
        Each.Of(processes, running => Assert.NotEmpty(running));
        Assert.Equal(processes, hosts.Select(host => host.Running()));
    }
}
