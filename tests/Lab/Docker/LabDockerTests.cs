using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>The lab's own Docker. Slow: starts a host and a real daemon on it.</summary>
public sealed class LabDockerTests
{
    [SkippableFact]
    public async Task HostPublishesTheServicesOfAProjectAlsoAfterAReboot()
    {
        DockerMachine.Require();
        await using var net = await LabNet.CreateAsync();
        var host = await net.AddAsync("docker", 30);
        var docker = await LabDocker.StartAsync(host);
        await docker.ImageAsync("lab/web:1", ("www/index.html", "hello"));
        await host.WriteAsync("/opt/web/compose.yaml", """
            name: web
            services:
              front:
                image: lab/web:1
                restart: unless-stopped
                command: ["httpd", "-f", "-p", "80", "-h", "/www"]
                ports: ["8080:80"]
            """);

        await docker.RunAsync("compose -f /opt/web/compose.yaml up --detach --wait --wait-timeout 20 --remove-orphans");

        Assert.Equal("hello", await net.Client.GetStringAsync(new Uri($"http://{host.Address}:8080/")));
        Assert.Contains("-P FORWARD DROP", await host.Space.RunAsync("iptables", "-S", "FORWARD"), StringComparison.Ordinal);
        var before = await docker.RunningAsync("web");

        await host.PowerOffAsync();
        await host.PowerOnAsync();
        await docker.UpAsync();

        Assert.Equal(before, await docker.RunningAsync("web"));
        Assert.Equal("hello", await net.Client.GetStringAsync(new Uri($"http://{host.Address}:8080/")));
    }
}
