using Infra.Hosts;
using Infra.Model;
using Infra.Parts;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Support;

namespace Infra.Tests.Hosts;

/// <summary>The plan for existing hosts.</summary>
public sealed class ExistingHostsTests
{
    private const string Key = "-----BEGIN OPENSSH PRIVATE KEY-----";

    private static readonly NodeSpec[] Servers =
    [
        Host("one", 1, NodeRole.Server), Host("two", 2, NodeRole.Server), Host("three", 3, NodeRole.Server),
    ];

    [Fact]
    public async Task CommandsConnectAsDescribed()
    {
        var (_, connections) = await RecordAsync(Host("one", 1, NodeRole.Server) with { SshPort = 2222, SshUser = "me" });

        Assert.Equal(11, connections.Count);
        Each.Of(connections.Values, connection =>
        {
            Assert.Equal(
                ("192.168.1.1", "me", "ssh-ed25519 KEY1", Key),
                (connection["host"], connection["user"], connection["hostKey"], connection["privateKey"]));
            Assert.Equal(2222d, Convert.ToDouble(connection["port"]));
            Assert.Equal(10d, Convert.ToDouble(connection["dialErrorLimit"]));
        });
    }

    [Fact]
    public async Task HostKeysAreLinesOfKnownHosts()
    {
        var (plan, _) = await RecordAsync(
            Host("one", 1, NodeRole.Server) with { SshPort = 2222, HostKey = "ssh-ed25519 KEY1 root@one" },
            Host("agent", 11, NodeRole.Agent));

        Assert.Equal("[192.168.1.1]:2222 ssh-ed25519 KEY1\n192.168.1.11 ssh-ed25519 KEY11", plan.Outputs["knownHosts"]!.Text);
    }

    [Theory]
    [InlineData(1, 0, 11)]
    [InlineData(3, 0, 30)]
    [InlineData(1, 1, 20)]
    [InlineData(3, 1, 39)]
    public async Task CreatesNothingAtHetzner(int servers, int agents, int commands)
    {
        var (plan, connections) = await RecordAsync(
            [.. Servers.Take(servers), .. Enumerable.Range(11, agents).Select(number => Host($"agent-{number}", number, NodeRole.Agent))]);

        Each.Lacks(
            plan.Resources,
            resource => resource.Type.Contains("hcloud", StringComparison.Ordinal)
                || (resource.Type.StartsWith("tls:", StringComparison.Ordinal)
                    && !resource.Urn.Contains(GeneratedSecrets.Token, StringComparison.Ordinal)));
        Assert.Equal(commands, connections.Count);
    }

    [Fact]
    public async Task AgentsStartAfterTheServers()
    {
        var (plan, _) = await RecordAsync([.. Servers, Host("agent", 11, NodeRole.Agent)]);

        var start = plan.Resources.Single(resource => resource.Name == "agent-start");
        Each.Of(
            Servers,
            server => Assert.Contains(start.DependsOn, urn => urn.EndsWith($"::{server.Name}-start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KubeconfigAndOutputsNameTheDescribedAddress()
    {
        var (plan, _) = await RecordAsync(Host("one", 1, NodeRole.Server) with { Address = "one.lan" });

        Assert.Equal("one.lan", plan.Outputs["nodeAddresses"]!["one"]!.Text);
        Assert.Equal("one.lan", Assert.Single(plan.Outputs["ingressAddresses"]!.Items).Text);
        Assert.Contains(
            "- one.lan\n",
            plan.Resources.Single(resource => resource.Name == "one-configure").Inputs["stdin"]!.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewHostKeyMeansAnotherMachine()
    {
        var (before, _) = await RecordAsync(Servers);
        var (after, _) = await RecordAsync([Servers[0], Servers[1] with { HostKey = "ssh-ed25519 KEY9" }, Servers[2]]);

        Assert.NotEqual(Trigger(before, "two-prepare"), Trigger(after, "two-prepare"));
        Assert.Equal(Trigger(before, "one-prepare"), Trigger(after, "one-prepare"));
        Assert.NotEqual(Trigger(before, "two-forget"), Trigger(after, "two-forget"));
    }

    [Fact]
    public void ChangedCommentOfAHostKeyMeansTheSameMachine() =>
        Assert.Equal(ExistingHosts.IdOf("ssh-ed25519 KEY1 root@one"), ExistingHosts.IdOf("ssh-ed25519  KEY1\n"));

    [Fact]
    public async Task OnlyTheFirstServersMachineMayFoundTheCluster()
    {
        var (plan, _) = await RecordAsync(Servers);

        Assert.Equal(Exported(plan, "one-start", "HOST_ID"), Exported(plan, "one-start", "FOUNDER_ID"));
        Assert.NotEqual(Exported(plan, "two-start", "HOST_ID"), Exported(plan, "two-start", "FOUNDER_ID"));
    }

    private static NodeSpec Host(string name, int number, NodeRole role) => new()
    {
        Name = name,
        Role = role,
        PrivateIp = Ipv4.Parse($"192.168.1.{number}"),
        Address = $"192.168.1.{number}",
        HostKey = $"ssh-ed25519 KEY{number}",
    };

    private static string Trigger(PlanGraph plan, string name) =>
        Assert.Single(plan.Resources.Single(resource => resource.Name == name).Inputs["triggers"]!.Items).Text;

    private static string Exported(PlanGraph plan, string command, string name) =>
        plan.Resources.Single(resource => resource.Name == command).Inputs["stdin"]!.Text.Split('\n')
            .Single(line => line.StartsWith($"export {name}=", StringComparison.Ordinal))
            .Split('=')[1];

    /// <summary>The plan of the homelab on other hosts, and the connections, which the plan masks.</summary>
    private static async Task<(
        PlanGraph Plan,
        Dictionary<string, IReadOnlyDictionary<string, object>> Connections)> RecordAsync(params NodeSpec[] nodes)
    {
        var system = Described.StackOf("homelab");
        system = system with
        {
            Cluster = system.Cluster with { Nodes = nodes },
            Images = [],
            Compose = new(),
            Apps = [.. system.Apps.Where(app => app.RunsOn == Placement.K3s)],
        };
        var connections = new Dictionary<string, IReadOnlyDictionary<string, object>>(StringComparer.Ordinal);
        var result = await GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system }, options),
            new()
            {
                Header = new("homelab", "homelab", "home", null),
                Config = new Dictionary<string, string> { [SecretKeys.SshPrivateKey] = Key },
                SecretKeys = [SecretKeys.SshPrivateKey],
                Computed = (type, name, inputs) =>
                {
                    // A gate asks a server of the last run, by the stack's outputs.
                    if (type == "command:remote:Command" && !name.StartsWith("gate-", StringComparison.Ordinal))
                    {
                        connections[name] = (IReadOnlyDictionary<string, object>)inputs["connection"];
                    }

                    return null;
                },
            });
        Assert.Empty(result.Problems);
        return (result.Graph!, connections);
    }
}
