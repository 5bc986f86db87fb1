using System.Diagnostics;
using CliWrap;
using Infra.Cluster;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// A host that is a node of the cluster and a Docker host: real Docker; pods that are network namespaces on the bridge <c>cni0</c>; the
/// rules that k3s writes (<c>tests/Lab/Double/k3s-rules.sh</c>); and the two firewalls of the program.
/// </summary>
internal sealed class OneHost : IAsyncDisposable
{
    /// <summary>Port of the node that leads to <see cref="Web"/>.</summary>
    public const int NodePort = 30080;

    /// <summary>Port that Docker publishes for the container <c>web</c>, which listens on 80.</summary>
    public const int Published = 8080;

    /// <summary>Port of a monitoring agent in the network of the host.</summary>
    public const int Agent = DockerAgents.NodeExporterPort;

    private const string Gateway = "10.42.9.1";

    private readonly List<NetworkSpace> _spaces = [];
    private readonly List<Process> _servers = [];

    private OneHost(LabNet net, LabHost host, LabDocker docker)
    {
        (Net, Host, Docker) = (net, host, docker);
        Spec = new() { Name = "docker", Address = host.PrivateAddress, Managed = true, Engine = new() { Install = false } };
        var node = new NodeSpec
        {
            Name = "node",
            Role = NodeRole.Server,
            PrivateIp = Ipv4.Parse(host.PrivateAddress),
            Address = host.PrivateAddress,
        };
        System = new()
        {
            Stack = new() { Name = "lab", System = "lab", Environment = "lab" },
            Name = "lab",
            Domain = "example.org",
            Environment = new() { Name = "lab", Namespace = "apps" },
            Cluster = new() { Name = "lab", Provider = ClusterProvider.ExistingHosts, Nodes = [node] },
            Compose = new() { Hosts = [Spec] },
            Observability = new() { Namespace = "infra", ComposeHosts = [Spec.Name] },
        };
    }

    /// <summary>The lab.</summary>
    public LabNet Net { get; }

    /// <summary>The host.</summary>
    public LabHost Host { get; }

    /// <summary>Docker on it.</summary>
    public LabDocker Docker { get; }

    /// <summary>The described Docker host.</summary>
    public ComposeHostSpec Spec { get; }

    /// <summary>The described system.</summary>
    public SystemSpec System { get; }

    /// <summary>A pod without policies.</summary>
    public OnePod Web { get; private set; } = null!;

    /// <summary>A pod whose policy takes connections from <see cref="Web"/> alone.</summary>
    public OnePod Closed { get; private set; } = null!;

    /// <summary>A pod whose policy opens connections to port 80 of Docker's networks alone.</summary>
    public OnePod Limited { get; private set; } = null!;

    /// <summary>Starts the host with its pods. Neither Docker nor k3s has run on it yet.</summary>
    public static async Task<OneHost> CreateAsync()
    {
        DockerMachine.Require();
#pragma warning disable CA2000 // The host owns the lab and disposes it.
        var net = await LabNet.CreateAsync();
#pragma warning restore CA2000
        try
        {
            var host = await net.AddAsync("node", 30);
            var docker = await LabDocker.InstallAsync(host);
            var one = new OneHost(net, host, docker);
            await one.PrepareAsync();
            return one;
        }
        catch
        {
            await net.DisposeAsync();
            throw;
        }
    }

    /// <summary>Installs and starts Docker with a container that publishes a port, then runs the steps of the Docker host.</summary>
    public async Task InstallDockerAsync()
    {
        await Host.ConsoleAsync("systemctl enable --now docker || { cat /var/log/docker.journal >&2; exit 1; }");
        await Docker.ImageAsync("lab/web:1", ("www/index.html", "container"));
        await Docker.RunAsync("network create infra");
        await Docker.RunAsync(
            "run --detach --restart unless-stopped --stop-timeout 1 --name web --network infra "
                + $"--publish {Published}:80 lab/web:1 httpd -f -p 80 -h /www");
        await RunAsync("compose/engine", EngineSettings.Of(System, Spec));
        await RunAsync(
            "firewall",
            new Dictionary<string, string>
            {
                ["FIREWALL_OF"] = DockerFirewall.NameOf(System),
                ["FIREWALL_RULES"] = DockerFirewall.Of(System, Spec),
            });
    }

    /// <summary>Starts k3s's part of the packet filter, after the firewall of the node.</summary>
    public async Task InstallK3sAsync()
    {
        // As the kubelet and kube-proxy set them.
        await Host.Space.RunAsync(
            "bash", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables");
        await RunAsync("firewall", new Dictionary<string, string>
        {
            ["PRIVATE_IP"] = Host.PrivateAddress,
            ["FIREWALL_RULES"] = HostFirewall.Render(HostFirewall.SettingsOf(System.Cluster, System.Cluster.Nodes[0], [])),
        });
        await K3sAsync("start");
    }

    /// <summary>Writes the rules of k3s: <c>start</c>, or <c>sync</c> of its network policies alone.</summary>
    public Task K3sAsync(string when) => Host.ConsoleAsync(
        $"PODS=10.42.0.0/16 WEB={Web.Address} CLOSED={Closed.Address} LIMITED={Limited.Address} NODE_PORT={NodePort} "
            + $"REACHABLE={Spec.Engine.Networks} bash -s {when}",
        PipeSource.FromFile(Repository.File("tests", "Lab", "Double", "k3s-rules.sh")));

    /// <summary>Runs a step of the program on the host.</summary>
    public async Task<string> RunAsync(string step, IReadOnlyDictionary<string, string> parameters) =>
        await Host.ConsoleAsync("bash -s", PipeSource.FromString(NodeStep.Compose(step, Spec.Name, parameters)));

    /// <summary>Answer of an HTTP server to the container <c>web</c>; <c>no</c> for none.</summary>
    public async Task<string> FromContainerAsync(string address, int port) => (await Host.ConsoleAsync(
        $"nsenter --net --target \"$(docker inspect --format '{{{{.State.Pid}}}}' web)\" {OnePod.Asking(address, port)} || echo no"))
        .Trim();

    /// <summary>Answer of an HTTP server to the host; <c>no</c> for none.</summary>
    public Task<string> FromHostAsync(string address, int port) => OnePod.AskAsync(Host.Space, address, port);

    /// <summary>Answer of an HTTP server to another machine; <c>no</c> for none.</summary>
    public Task<string> FromOutsideAsync(string address, int port) => OnePod.AskAsync(Net.Space, address, port);

    /// <summary>Asserts that pods, containers, the host and others reach what they may, and only that.</summary>
    public async Task AssertTrafficAsync()
    {
        var node = Host.PrivateAddress;
        var checks = new (string Path, Task<string> Answer, string Expected)[]
        {
            ("pod to pod of the node", Limited.AskAsync(Closed.Address, 80), "no"),
            ("pod to pod that takes it", Web.AskAsync(Closed.Address, 80), "closed"),
            ("pod to outside", Web.AskAsync(LabNet.Address, 81), "outside"),
            ("pod to published port", Web.AskAsync(node, Published), "container"),
            ("pod with a policy to published port", Limited.AskAsync(node, Published), "container"),
            ("pod with a policy to outside", Limited.AskAsync(LabNet.Address, 81), "no"),
            ("pod to agent", Web.AskAsync(node, Agent), "agent"),
            ("host to pod", FromHostAsync(Closed.Address, 80), "closed"),
            ("host to published port", FromHostAsync(node, Published), "container"),
            ("host to agent", FromHostAsync(node, Agent), "agent"),
            ("container to outside", FromContainerAsync(LabNet.Address, 81), "outside"),
            ("container to node port", FromContainerAsync(node, NodePort), "web"),
            ("container to pod that does not take it", FromContainerAsync(Closed.Address, 80), "no"),
            ("container to agent", FromContainerAsync(node, Agent), "agent"),
            ("outside to node port", FromOutsideAsync(node, NodePort), "web"),
            ("outside to published port", FromOutsideAsync(node, Published), "container"),
            ("outside to agent", FromOutsideAsync(node, Agent), "no"),
        };
        await Task.WhenAll(checks.Select(check => check.Answer));
        var wrong = checks.Where(check => check.Answer.Result != check.Expected)
            .Select(check => $"{check.Path}: {check.Answer.Result}, expected {check.Expected}").ToList();
        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\n{await Host.Space.RunAsync("iptables-save", "--counters")}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            server.Kill();
            server.Dispose();
        }
        foreach (var space in _spaces)
        {
            await space.DeleteAsync();
        }
        await Net.DisposeAsync();
    }

    private async Task PrepareAsync()
    {
        await Host.WriteAsync(
            "/etc/docker/daemon.json", $$"""{"default-address-pools": [{"base": "{{Spec.Engine.Networks}}", "size": 24}]}""");
        await Host.Space.ConfigureAsync("link add cni0 type bridge", $"addr add {Gateway}/24 dev cni0", "link set cni0 up");
        Web = await AddPodAsync("web", 2);
        Closed = await AddPodAsync("closed", 3);
        Limited = await AddPodAsync("limited", 4);
        Serve(Host.Space, "agent", Agent);
        Serve(Net.Space, "outside", 81);
    }

    private async Task<OnePod> AddPodAsync(string name, int number)
    {
        var space = await NetworkSpace.CreateAsync($"{Net.Space.Name}-{name}");
        _spaces.Add(space);
        var address = $"10.42.9.{number}";
        await Host.Space.ConfigureAsync(
            $"link add veth{number} type veth peer name eth0 netns {space.Name}", $"link set veth{number} master cni0 up");
        await space.ConfigureAsync(
            "link set lo up", $"addr add {address}/24 dev eth0", "link set eth0 up", $"route add default via {Gateway}");
        Serve(space, name, 80);
        return new(space, address);
    }

    /// <summary>Answers every request with a word.</summary>
    private void Serve(NetworkSpace space, string word, int port)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Net.Folder, $"www-{word}")).FullName;
        File.WriteAllText(Path.Combine(folder, "index.html"), word);
        _servers.Add(Hosts.Shell.Start(
            space.Enter[0], [.. space.Enter.Skip(1), "busybox", "httpd", "-f", "-p", $"{port}", "-h", folder]));
    }
}
