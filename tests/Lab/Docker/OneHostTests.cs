namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Docker and k3s on one host: both keep their traffic, and the cluster its network policies. Slow: starts a host with a real Docker daemon
/// for each order of installation.
/// </summary>
public sealed class OneHostTests
{
    [SkippableFact]
    public async Task EverybodyReachesTheirOwnWhenDockerCameFirst()
    {
        await using var host = await OneHost.CreateAsync();
        await host.InstallDockerAsync();
        await host.InstallK3sAsync();

        Assert.Contains("-P FORWARD DROP", await host.Host.Space.RunAsync("iptables", "-S", "FORWARD"), StringComparison.Ordinal);
        await host.AssertTrafficAsync();

        await host.Docker.RestartAsync();
        await host.AssertTrafficAsync();

        await host.K3sAsync("start");
        await host.AssertTrafficAsync();
    }

    [SkippableFact]
    public async Task EverybodyReachesTheirOwnWhenK3sCameFirst()
    {
        await using var host = await OneHost.CreateAsync();
        await host.InstallK3sAsync();
        // As after a start of Docker on a host that forwarded nothing then.
        await host.Host.Space.RunAsync("iptables", "-P", "FORWARD", "DROP");
        await host.InstallDockerAsync();

        await host.AssertTrafficAsync();

        await host.K3sAsync("sync");
        await host.AssertTrafficAsync();
    }

    [SkippableFact]
    public async Task DockersRulesWouldOpenEveryPodToContainersWithoutThePoliciesInFront()
    {
        await using var host = await OneHost.CreateAsync();
        await host.InstallK3sAsync();
        await host.InstallDockerAsync();
        await host.Host.Space.RunAsync("iptables", "-D", "DOCKER-USER", "-j", "KUBE-ROUTER-FORWARD");

        Assert.Equal("closed", await host.FromContainerAsync(host.Closed.Address, 80));

        await host.Host.ConsoleAsync("systemctl restart infra-docker-policies");

        Assert.Equal("no", await host.FromContainerAsync(host.Closed.Address, 80));
        await host.Docker.RestartAsync();
        Assert.Equal("no", await host.FromContainerAsync(host.Closed.Address, 80));
    }
}
