using Infra.Cluster;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Lab.Driver;

namespace Infra.Tests.Cluster;

/// <summary>The server that a run works with when others are gone.</summary>
public sealed class ApiEndpointTests
{
    private static readonly string[] All = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.3")]
    [InlineData("192.0.2.2", "192.0.2.2", "192.0.2.3")]
    [InlineData("192.0.2.3", "192.0.2.3")]
    [InlineData("192.0.2.1")]
    [Pitfall("k3s-first-server-address")]
    public async Task ProviderUsesTheFirstServerThatAnswers(string used, params string[] answering)
    {
        var (_, kubeconfig, _) = await RecordAsync(endpoint: null, answering);

        Assert.Contains($"server: https://{used}:6443\n", kubeconfig, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribedEndpointIsUsedWhateverAnswersAndIsInTheCertificate()
    {
        var (plan, kubeconfig, _) = await RecordAsync("api.example.org", "192.0.2.3");

        Assert.Contains("server: https://api.example.org:6443\n", kubeconfig, StringComparison.Ordinal);
        Assert.Contains("\n- api.example.org\n", Input(plan, "two-configure"), StringComparison.Ordinal);
        Assert.Empty(plan.Outputs["serverAddresses"]!.Items);
    }

    [Fact]
    public async Task LossOfTheFirstServerRunsNoOtherServersCommands()
    {
        var (before, _, _) = await RecordAsync(endpoint: null, All);
        var (after, _, hosts) = await RecordAsync(endpoint: null, All[1..]);

        Assert.Equal("192.0.2.1", hosts["two-forget"]);
        Assert.Equal(Input(before, "cluster-kubeconfig"), Input(after, "cluster-kubeconfig"));
        Assert.Equal(Input(before, "two-forget"), Input(after, "two-forget"));
    }

    [Fact]
    public async Task OneServerThatHoldsTheClusterActsForTheTwoThatAreGone()
    {
        var (_, _, hosts) = await RecordAsync(endpoint: null, "192.0.2.3");

        Assert.Equal(("192.0.2.3", "192.0.2.3"), (hosts["one-forget"], hosts["two-forget"]));
    }

    [Fact]
    public async Task GuestsLearnTheServersAddresses() => Assert.Equal(
        All, (await RecordAsync(endpoint: null, All)).Plan.Outputs["serverAddresses"]!.Items.Select(item => item.Text));

    private static string Input(PlanGraph plan, string command) =>
        plan.Resources.Single(resource => resource.Name == command).Inputs["stdin"]!.Text;

    /// <summary>A plan of three servers, the kubeconfig of its provider, and the host of each command.</summary>
    private static async Task<(PlanGraph Plan, string Kubeconfig, Dictionary<string, string> Hosts)> RecordAsync(
        string? endpoint, params string[] answering)
    {
        var system = Described.StackOf("homelab");
        system = system with
        {
            Images = [],
            Cluster = system.Cluster with
            {
                K3s = system.Cluster.K3s with { ApiEndpoint = endpoint },
                Nodes = [Host("one", 1), Host("two", 2), Host("three", 3)],
            },
        };
        var kubeconfig = "";
        var hosts = new Dictionary<string, string>(StringComparer.Ordinal);
        var result = await GraphRecorder.RecordAsync(
            options => new InfraStack(new StackInputs { System = system, Probe = new KnownProbe(answering) }, options),
            new()
            {
                Header = new("homelab", "homelab", "home", null),
                Config = new Dictionary<string, string> { [SecretKeys.SshPrivateKey] = "the private key" },
                SecretKeys = [SecretKeys.SshPrivateKey],
                Computed = (type, name, inputs) =>
                {
                    if (type == "command:remote:Command")
                    {
                        hosts[name] = (string)((IReadOnlyDictionary<string, object>)inputs["connection"])["host"];
                    }
                    else if (type == "pulumi:providers:kubernetes")
                    {
                        kubeconfig = (string)inputs["kubeconfig"];
                    }

                    return null;
                },
            });
        Assert.Empty(result.Problems);
        return (result.Graph!, kubeconfig, hosts);
    }

    private static NodeSpec Host(string name, int number) => new()
    {
        Name = name,
        Role = NodeRole.Server,
        PrivateIp = Ipv4.Parse($"192.168.1.{number}"),
        Address = $"192.0.2.{number}",
        HostKey = $"ssh-ed25519 KEY{number}",
    };
}
