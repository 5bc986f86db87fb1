using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>What is as described is left alone.</summary>
[Collection(LabAlone.Name)]
public sealed class AgainTests
{
    [SkippableFact]
    public async Task ASecondRunRunsNoCommand()
    {
        using var cluster = await LabCluster.InstalledAsync();

        Assert.Empty((await cluster.UpAsync()).Names);
    }

    [SkippableFact]
    public async Task EveryCommandOnceMoreChangesNoFileAndRestartsNothing()
    {
        using var cluster = await LabCluster.InstalledAsync();
        var trees = cluster.Net.Hosts.Select(host => host.Tree()).ToArray();
        var processes = cluster.Net.Hosts.Select(host => host.Running()).ToArray();

        var again = (await cluster.Engine.UpAgainAsync(cluster.System)).Succeeded();

        Assert.Equal(22, again.Runs.Count);
        Each.Of(cluster.Net.Hosts.Zip(trees), pair => Assert.Empty(pair.First.Tree().Except(pair.Second).Select(file => $"{pair.First.Name}: {file}")));
        Assert.Equal(processes, cluster.Net.Hosts.Select(host => host.Running()));
    }
}
