using CliWrap;
using Infra.Cluster;
using Infra.Model;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Holders of wanted ports on a real host with real Docker. Slow: starts a host and a daemon on it, which the scenarios share.
/// </summary>
public sealed class PortsTests(PortsTests.Machine machine) : IClassFixture<PortsTests.Machine>
{
    private const string Image = "lab/ports:1";

    [SkippableFact]
    public async Task FreePortPassesAndNothingOfTheHostChanges()
    {
        var host = (await machine.StartedAsync()).Host;
        await CheckAsync(host, "30080 tcp * service:apps/copy apps[copy].shadow.nodePort");
        var tree = await host.TreeAsync();

        var (code, text) = await CheckAsync(host, "30080 tcp * service:apps/copy apps[copy].shadow.nodePort");

        Assert.Equal((0, "docker/ports: 1 wanted ports are free or held by their owners\n"), (code, text));
        Assert.Equal(tree, await host.TreeAsync());
    }

    [SkippableFact]
    public async Task ContainerOfAnotherProjectIsNamedWithItsServiceAndTheSetting()
    {
        var docker = await machine.StartedAsync();
        await RunAsync(docker, "sonarr", "--publish 30081:80 --publish 30082:53/udp", "arr", "tv");

        var (code, text) = await CheckAsync(
            docker.Host,
            "30081 tcp * service:apps/copy apps[copy].shadow.nodePort",
            "30082 udp * compose:dns apps[dns].compose.ports",
            "30082 tcp * compose:dns apps[dns].compose.port");

        Assert.Equal(1, code);
        Assert.Contains(
            "\n  apps[copy].shadow.nodePort: port 30081/tcp is taken by the container sonarr (service tv of the Compose project arr)"
                + "\n  apps[dns].compose.ports: port 30082/udp is taken by the container sonarr (service tv of the Compose project arr)\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("docker/ports: to do: write other ports in the description", text, StringComparison.Ordinal);
        Assert.DoesNotContain("30082/tcp", text, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("compose:media", "", true)]
    [InlineData("compose:new", "media other", true)]
    [InlineData("compose:new", "other", false)]
    public async Task ProjectThatIsDescribedMayHoldThePort(string owner, string projects, bool passes)
    {
        var docker = await machine.StartedAsync();
        await RunAsync(docker, "plex", "--publish 30083:80", "media", "plex");

        var (code, _) = await CheckAsync(docker.Host, projects, true, $"30083 tcp * {owner} apps[plex].compose.port");

        await docker.RunAsync("rm --force plex");
        Assert.Equal(passes ? 0 : 1, code);
    }

    /// <summary>Docker 20.10 then listens itself and names itself; later ones leave rules of the kernel alone.</summary>
    [SkippableFact]
    public async Task PortWithoutDockersProxyIsThatOfTheContainerAlone()
    {
        var docker = await machine.StartedAsync();
        await docker.Host.WriteAsync("/etc/docker/daemon.json", """{"userland-proxy": false}""");
        await docker.RestartAsync();
        try
        {
            await RunAsync(docker, "hidden", "--publish 30084:80", "arr", "hidden");
            var (code, text) = await CheckAsync(docker.Host, "30084 tcp * service:apps/copy apps[copy].shadow.nodePort");

            Assert.Equal(1, code);
            Assert.Contains("port 30084/tcp is taken by the container hidden (service hidden of", text, StringComparison.Ordinal);
            Assert.Equal(2, text.Split("is taken by").Length);
        }
        finally
        {
            await docker.Host.ConsoleAsync("rm /etc/docker/daemon.json");
            await docker.RestartAsync();
        }
    }

    [SkippableFact]
    public async Task ProcessOfTheHostIsNamed()
    {
        var host = (await machine.StartedAsync()).Host;
        var process = await ListenAsync(host, "127.0.0.1", 30085);

        var (code, text) = await CheckAsync(
            host,
            "30085 tcp * service:apps/copy apps[copy].shadow.nodePort",
            "30085 tcp 127.0.0.1 compose:a apps[a].compose.ports",
            $"30085 tcp {host.Address} compose:b apps[b].compose.ports");

        Assert.Equal(1, code);
        Each.Of(
            ["apps[copy].shadow.nodePort", "apps[a].compose.ports"],
            setting => Assert.Contains(
                $"\n  {setting}: port 30085/tcp is taken by the process busybox ({process})", text, StringComparison.Ordinal));
        Assert.DoesNotContain("apps[b]", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ProcessInTheNetworkOfTheHostBelongsToItsContainer()
    {
        var docker = await machine.StartedAsync();
        await RunAsync(docker, "listener", "--network host", "arr", "listener", "httpd -f -p 30086");
        await docker.Host.ConsoleAsync("for _ in $(seq 100); do ss -Hltn | grep -q ':30086 ' && exit; sleep 0.05; done; exit 1");

        var (code, text) = await CheckAsync(docker.Host, "30086 tcp * service:apps/copy apps[copy].shadow.nodePort");

        Assert.Equal(1, code);
        Assert.Contains("port 30086/tcp is taken by the container listener (service listener of", text, StringComparison.Ordinal);
        Assert.Equal(0, (await CheckAsync(docker.Host, "30086 tcp * compose:arr apps[arr].compose.port")).Code);
    }

    /// <summary>The rules as kube-proxy (iptables mode) and CNI's portmap write them; neither opens a socket.</summary>
    [SkippableFact]
    public async Task NodePortOfAnotherServiceAndHostPortOfAPodAreFoundInTheRules()
    {
        var host = (await machine.StartedAsync()).Host;
        await host.ConsoleAsync(
            """
            iptables -t nat -N KUBE-NODEPORTS
            iptables -t nat -A KUBE-NODEPORTS -p tcp -m comment --comment "apps/copy:http" -m tcp --dport 30087 -j RETURN
            iptables -t nat -N CNI-HOSTPORT-DNAT
            iptables -t nat -A CNI-HOSTPORT-DNAT -p tcp -m comment --comment 'dnat name: "cbr0" id: "0123456789abcdef0123"' \
              -m multiport --dports 30088,30089 -j RETURN
            """);

        Assert.Equal(0, (await CheckAsync(host, "30087 tcp * service:apps/copy apps[copy].shadow.nodePort")).Code);
        Assert.Equal(0, (await CheckAsync(host, "30087 udp * compose:a apps[a].compose.ports")).Code);
        var (code, text) = await CheckAsync(
            host, "30087 tcp * compose:a apps[a].compose.port", "30089 tcp * compose:a apps[a].compose.ports");

        Assert.Equal(1, code);
        Assert.Contains("port 30087/tcp is taken by the Service apps/copy of the cluster", text, StringComparison.Ordinal);
        Assert.Contains(
            "port 30089/tcp is taken by a pod with this host port (k3s crictl pods --id 0123456789abc)", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task DockerThatDoesNotAnswerIsReportedOnADockerHost()
    {
        var docker = await machine.StartedAsync();
        await docker.Host.ConsoleAsync("systemctl stop docker");
        try
        {
            var (code, text) = await CheckAsync(docker.Host, "", true, "30090 tcp * compose:a apps[a].compose.port");

            Assert.Equal(1, code);
            Assert.Contains("Docker does not answer, so the ports that it publishes are not known", text, StringComparison.Ordinal);
            await docker.Host.ConsoleAsync("rm -f /var/run/docker.sock");
            Assert.Equal(0, (await CheckAsync(docker.Host, "", false, "30090 tcp * service:apps/a apps[a].shadow.nodePort")).Code);
        }
        finally
        {
            await docker.Host.ConsoleAsync("systemctl start docker");
        }
    }

    private static Task<(int Code, string Text)> CheckAsync(LabHost host, params string[] wanted) => CheckAsync(host, "", true, wanted);

    private static async Task<(int Code, string Text)> CheckAsync(LabHost host, string projects, bool docker, params string[] wanted)
    {
        var script = NodeStep.Compose(WantedPort.Step, host.Name, new Dictionary<string, string>
        {
            ["WANTED"] = string.Join('\n', wanted),
            ["PROJECTS"] = projects,
            ["DOCKER"] = docker ? "required" : "",
        });
        var result = await host.AtConsoleAsync(
            NodeStep.Line(WantedPort.Step, script),
            PipeSource.FromString(NodeStep.Input(WantedPort.Step, host.Name, ClusterSpec.Root, TimeSpan.FromMinutes(1), script)));
        return (result.ExitCode, result.StandardOutput + result.StandardError);
    }

    private static Task<string> RunAsync(
        LabDocker docker, string name, string options, string project, string service, string command = "") => docker.RunAsync(
        $"run --detach --name {name} {options} --label com.docker.compose.project={project} "
            + $"--label com.docker.compose.service={service} {Image} {command}");

    /// <summary>Lets a process listen at an address, and returns its id.</summary>
    private static async Task<string> ListenAsync(LabHost host, string address, int port) => (await host.ConsoleAsync(
        $"busybox httpd -f -p {address}:{port} >/dev/null 2>&1 & id=$!; "
            + $"for _ in $(seq 100); do ss -Hltn | grep -q ':{port} ' && echo $id && exit; sleep 0.05; done; exit 1")).Trim();

    /// <summary>The host, started by the first scenario, so that a machine without Docker skips each of them with the reason.</summary>
    public sealed class Machine : IAsyncLifetime
    {
        private LabNet? _net;
        private LabDocker? _docker;

        internal async Task<LabDocker> StartedAsync()
        {
            DockerMachine.Require();
            if (_docker is null)
            {
                _net = await LabNet.CreateAsync();
                _docker = await LabDocker.StartAsync(await _net.AddAsync("docker", 31));
                await _docker.ImageAsync(Image);
            }

            return _docker;
        }

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_net is not null)
            {
                await _net.DisposeAsync();
            }
        }
    }
}
