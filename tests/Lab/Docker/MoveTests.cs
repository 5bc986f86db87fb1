using Infra.Model;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// A service that moves between a real Docker and the cluster, whose part is that of <see cref="ClusterDouble"/>, by the planned graph in
/// its order. Slow: containers start and stop.
/// </summary>
public sealed class MoveTests(ComposeHosts hosts) : IClassFixture<ComposeHosts>
{
    [SkippableFact]
    public async Task NameAnswersAllTheTimeWhileTheServiceMovesThereAndBack()
    {
        await using var border = await BorderStack.StartAsync(hosts);
        border.Describe(Placement.Compose);
        await border.UpAsync();
        Assert.Equal("one", await border.AskAsync());

        Assert.Equal(["cluster", "one"], await border.MoveAsync(Placement.Both));
        Assert.Equal("cluster", await border.AskAsync());
        Assert.Equal(["api"], (await border.Stack.RunningAsync("api")).Keys);

        Assert.Equal(["cluster"], await border.MoveAsync(Placement.K3s));
        Assert.Empty(await border.Stack.RunningAsync("api"));

        Assert.Equal(["cluster"], await border.MoveAsync(Placement.Both));
        Assert.Equal(["cluster", "one"], await border.MoveAsync(Placement.Compose));
        Assert.Equal("one", await border.AskAsync());
    }

    /// <summary>
    /// Without the step between, and with a caller in another project, which finds the service by the name of its app on each side.
    /// </summary>
    [SkippableFact]
    public async Task ServiceMovesAtOnceAndAFailedWayBackLeavesItInTheCluster()
    {
        await using var border = await BorderStack.StartAsync(hosts);
        border.DescribeCaller();
        border.Describe(Placement.Compose, service: "backend");
        await border.UpAsync();
        Assert.Equal("one", await border.AskFromContainerAsync());

        Assert.Equal(["cluster", "one"], await border.MoveAsync(Placement.K3s, service: "backend"));
        Assert.Empty(await border.Stack.RunningAsync("api"));
        Assert.Equal("cluster", await border.AskFromContainerAsync());

        border.Describe(Placement.Compose, service: "backend", works: false);
        var asking = border.KeepAsking();
        var result = await border.Stack.UpAsync();
        Assert.Equal([border.Stack.CommandOf("api")], result.Failed.Select(run => run.Name));
        Assert.Equal(["cluster"], await asking.EndAsync());

        Assert.Equal(["cluster", "one"], await border.MoveAsync(Placement.Compose, service: "backend"));
        Assert.Equal(["backend"], (await border.Stack.RunningAsync("api")).Keys);
        Assert.Equal("one", await border.AskFromContainerAsync());
    }
}
