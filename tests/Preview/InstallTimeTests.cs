using Infra.Preview.Timing;
using Infra.Tests.Support;

namespace Infra.Tests.Preview;

public sealed class InstallTimeTests
{
    private static readonly StepSeconds Free = new()
    {
        Server = 0,
        Order = 0,
        Session = 0,
        Prepare = 0,
        Artifacts = 0,
        Start = 0,
        Other = 0,
    };

    [Theory]
    [InlineData("prepare", 1)]
    [InlineData("artifacts", 1)]
    [InlineData("server", 1)]
    [InlineData("start", 3)]
    public async Task OnlyStartsOfServersAddUp(string part, int times)
    {
        var plan = await Plans.OfAsync("prod");

        var time = InstallTime.Of(plan, part switch
        {
            "prepare" => Free with { Prepare = 100 },
            "artifacts" => Free with { Artifacts = 100 },
            "server" => Free with { Server = 100 },
            _ => Free with { Start = 100 },
        });

        Assert.Equal((100.0 * times, 300.0), (time.Seconds, time.SerialSeconds));
    }

    [Fact]
    public async Task CountsTheSessionsOnTheCriticalPath()
    {
        var time = InstallTime.Of(await Plans.OfAsync("prod"), new());

        Assert.Equal(
            [
                "prepare",
                "firewall",
                "artifacts",
                "master-1-start",
                "forget",
                "worker-1-start",
                "forget",
                "worker-2-start",
                "kubeconfig",
            ],
            time.Path.Select(name => name switch
            {
                _ when name.EndsWith("-prepare", StringComparison.Ordinal) => "prepare",
                _ when name.EndsWith("-firewall", StringComparison.Ordinal) => "firewall",
                _ when name.EndsWith("-artifacts", StringComparison.Ordinal) => "artifacts",
                "worker-1-forget" or "worker-2-forget" => "forget",
                "cluster-kubeconfig" => "kubeconfig",
                _ => name,
            }));
        Assert.Equal(time.Path.Count, time.SerialSessions);
    }

    [Fact]
    public async Task AgentsAddNoTime()
    {
        var system = Described.StackOf("prod");
        var nodes = system.Cluster.Nodes.Concat(Enumerable.Range(1, 5).Select(i => Described.Agent($"agent-{i}", $"10.0.1.2{i}")));
        var plan = await Plans.OfAsync(system with { Cluster = system.Cluster with { Nodes = [.. nodes] } });

        Assert.Equal(400, InstallTime.Of(plan, Free with { Start = 100 }).Seconds);
    }
}
