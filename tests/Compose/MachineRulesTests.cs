using Infra.Compose;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

public sealed class MachineRulesTests
{
    private const string Key =
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB"
            + "BFTReBrDoremrbc3db66mPK7rNpg21/IhPz3V3cMEynXdNcoDRb2KGqhbld2tY54x3zT7yF2EFOMC+h8GIDXqf4=";

    private const string OtherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh";

    [Fact]
    public void AcceptsADockerHostOnTheMachineOfANode() =>
        Assert.Empty(Problems(new() { Name = "docker", Address = "192.168.1.1", HostKey = Key }));

    [Fact]
    public void WarnsOfTwoHostKeysOfOneMachine() => Assert.Contains(
        "'docker' and the node 'one' are one machine by their address, with two host keys",
        Assert.Single(Problems(new() { Name = "docker", Address = "192.168.1.1", HostKey = OtherKey })),
        StringComparison.Ordinal);

    [Fact]
    public void WarnsOfTheHostKeyOfANodeAtAnotherAddress() => Assert.Contains(
        "'docker' has the host key of the node 'one', and neither of its addresses",
        Assert.Single(Problems(new() { Name = "docker", Address = "192.168.1.2", HostKey = Key })),
        StringComparison.Ordinal);

    [Fact]
    public void WarnsOfAnAddressOfDocumentation() => Assert.Contains(
        "the address is reserved for documentation",
        Assert.Single(Problems(new() { Name = "docker", Address = "192.0.2.7", HostKey = OtherKey })),
        StringComparison.Ordinal);

    [Fact]
    public void RefusesOneMachineAsTwoDockerHosts() => DockerSystem.Refused(
        "",
        "compose.hosts[again].hostKey: 'again' has the host key of 'media': they are one machine, or copies of one",
        hosts: $"    - {{name: again, address: media.lan, managed: true, hostKey: '{Key}'}}\n\n");

    private static string[] Problems(ComposeHostSpec host)
    {
        var system = Described.StackOf("homelab");
        var node = system.Cluster.Nodes[0] with
        {
            Name = "one",
            Address = "192.168.1.1",
            PrivateIp = Ipv4.Parse("192.168.1.1"),
            HostKey = Key,
        };
        return RuleRun.Problems(
            MachineRules.Check,
            system with
            {
                Cluster = system.Cluster with { Nodes = [node] },
                Compose = system.Compose with { Hosts = [host with { Managed = true }] },
            });
    }
}
