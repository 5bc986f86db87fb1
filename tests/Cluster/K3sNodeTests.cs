using System.Text;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Cluster;

/// <summary>The secret files that a node receives on standard input, behind the script that takes them.</summary>
public sealed class K3sNodeTests
{
    private const string ServerToken = "[secret random-password cluster-server-token]";
    private const string AgentToken = "[secret random-password cluster-agent-token]";

    [Fact]
    public async Task ServerReceivesBothTokens() => Assert.Equal(
        [("token", ServerToken), ("agent-token", AgentToken)],
        Files(await Plans.InputsAsync(WithAgent()), "master-1"));

    [Fact]
    public async Task AgentReceivesItsOwnTokenOnly() =>
        Assert.Equal([("token", AgentToken)], Files(await Plans.InputsAsync(WithAgent()), "agent-1"));

    [Fact]
    public async Task EveryNodeReceivesThePasswordsOfRegistries()
    {
        var system = WithAgent();
        var inputs = await Plans.InputsAsync(
            system with
            {
                Cluster = system.Cluster with
                {
                    Registries = [new() { Name = "registry.example.org", Username = "me", Password = "rcloneConfig" }],
                },
            });

        Each.Of(
            ["master-1", "agent-1"],
            node =>
            {
                var (name, content) = Files(inputs, node)[^1];
                Assert.Equal("registries.yaml", name);
                Assert.Contains("[secret infra:rcloneConfig]", content, StringComparison.Ordinal);
            });
    }

    private static SystemSpec WithAgent()
    {
        var system = Described.StackOf("prod");
        return system with { Cluster = system.Cluster with { Nodes = [.. system.Cluster.Nodes, Described.Agent("agent-1", "10.0.1.21")] } };
    }

    private static (string Name, string Content)[] Files(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> inputs, string node) =>
        [
            .. ((string)inputs[$"{node}-secrets"]["stdin"]).Split("\nexit\n}\n")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' '))
                .Select(words => (words[0], Encoding.UTF8.GetString(Convert.FromBase64String(words[1])))),
        ];
}
