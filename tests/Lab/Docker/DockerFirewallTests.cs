using CliWrap;
using Infra.Cluster;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// The firewall of a Docker host, before the redirection of a real Docker. Slow: starts a host with a daemon.
/// </summary>
public sealed class DockerFirewallTests
{
    private const int Published = 8080;
    private static readonly string[] Everybody = ["private", "public", "container"];

    [SkippableFact]
    public async Task PublishedPortIsForTheNamedRangesAndTheOwnContainersAlsoAfterAReboot()
    {
        await using var net = await LabNet.CreateAsync();
        var docker = await StartAsync(net);
        Assert.Equal(Everybody, await AnsweredAsync(net, docker));

        await GuardAsync(docker, System(docker.Host, from: ["office"]));
        Assert.Equal(["private", "container"], await AnsweredAsync(net, docker));

        await docker.Host.PowerOffAsync();
        await docker.Host.PowerOnAsync();
        await docker.UpAsync();
        Assert.Equal(["private", "container"], await AnsweredAsync(net, docker));

        var before = await docker.Host.RulesAsync();
        await GuardAsync(docker, System(docker.Host, from: ["office"]));
        Assert.Equal(before, await docker.Host.RulesAsync());

        // Another stack without limited ports on the host opens nothing.
        await GuardAsync(docker, System(docker.Host, from: null, stack: "other"));
        Assert.Equal(before, await docker.Host.RulesAsync());

        await GuardAsync(docker, System(docker.Host, from: null));
        Assert.Equal(Everybody, await AnsweredAsync(net, docker));
        Assert.Null(docker.Host.Read("etc/infra/docker-lab-firewall.nft"));
    }

    private static async Task<LabDocker> StartAsync(LabNet net)
    {
        var host = await net.AddAsync("docker", 30);
        await host.WriteAsync("/etc/docker/daemon.json", """{"default-address-pools": [{"base": "172.20.0.0/14", "size": 24}]}""");
        var docker = await LabDocker.StartAsync(host);
        await docker.ImageAsync("lab/web:1", ("www/index.html", "container"));
        await docker.RunAsync($"run --detach --restart always --name web --publish {Published}:80 lab/web:1 httpd -f -p 80 -h /www");
        return docker;
    }

    /// <summary>The places from which the published port answers.</summary>
    private static async Task<IReadOnlyList<string>> AnsweredAsync(LabNet net, LabDocker docker)
    {
        var ask = OnePod.Asking(docker.Host.Address, Published);
        var answers = new (string Place, Task<string> Answer)[]
        {
            ("private", net.Space.RunAsync("bash", "-c", $"{ask} --interface {LabNet.Address} || echo no")),
            ("public", net.Space.RunAsync("bash", "-c", $"{ask} --interface {LabNet.PublicAddress} || echo no")),
            ("container", docker.Host.ConsoleAsync(
                $"nsenter --net --target \"$(docker inspect --format '{{{{.State.Pid}}}}' web)\" {ask} || echo no")),
        };
        await Task.WhenAll(answers.Select(one => one.Answer));
        return [.. answers.Where(one => one.Answer.Result.Trim() == "container").Select(one => one.Place)];
    }

    private static Task<string> GuardAsync(LabDocker docker, SystemSpec system) => docker.Host.ConsoleAsync(
        "bash -s",
        PipeSource.FromString(NodeStep.Compose("firewall", "docker", new Dictionary<string, string>
        {
            ["FIREWALL_OF"] = DockerFirewall.NameOf(system),
            ["FIREWALL_RULES"] = DockerFirewall.Of(system, system.Compose.Hosts[0]),
        })));

    private static SystemSpec System(LabHost host, IReadOnlyList<string>? from, string stack = "lab") => new()
    {
        Stack = new() { Name = stack, System = "lab", Environment = "lab" },
        Name = "lab",
        Domain = "example.org",
        Environment = new() { Name = "lab", Namespace = "apps" },
        Cluster = new()
        {
            Name = "lab",
            Firewall = new() { Ranges = [new() { Name = "office", Addresses = [Cidr.Parse($"{LabNet.Address}/32")] }] },
        },
        Compose = new() { Hosts = [new() { Name = "docker", Address = host.Address, Managed = true }] },
        Apps = [new() { Name = "web", RunsOn = Placement.Compose, Compose = new() { Host = "docker", Port = Published, From = from } }],
    };
}
