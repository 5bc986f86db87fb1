using System.Text;
using Infra.Model;
using Infra.Model.Loading;
using Infra.Model.Validation;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Validation;

/// <summary>Rules of existing hosts, on the frozen homelab with variations.</summary>
public sealed class ExistingHostRulesTests
{
    private const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh";

    private static readonly string Other = "ssh-ed25519 " + Convert.ToBase64String(
        [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]]);

    private static readonly string Third = "ssh-ed25519 " + Convert.ToBase64String(
        [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public void AcceptsOneNodeWithoutHetznersSettings() => Accepted("cluster: {sshUser: root}");

    [Fact]
    public void AcceptsThreeServersAndAnAgent() => Accepted($$"""
        cluster:
          nodes:
            - {name: nappy, address: nappy.lan, privateIp: 192.168.1.14}
            - {name: drowzee, role: server, address: drowzee.lan, privateIp: 192.168.1.11, hostKey: {{Ed25519}}, sshPort: 2222}
            - {name: sleepy, role: server, address: 192.168.1.12, privateIp: 192.168.1.12, hostKey: {{Other}}, sshUser: root}
            - {name: snorlax, role: agent, address: 192.168.1.13, privateIp: 192.168.1.13, hostKey: {{Third}}}
        """);

    [Fact]
    public void AcceptsAnyServerTypeOfAnExistingHost() => Accepted("cluster: {nodes: [{name: nappy, serverType: cx22}]}");

    [Fact]
    public void RefusesTwoServers() =>
        Refused(
            $"cluster: {{nodes: [{{name: two, role: server, address: two.lan, privateIp: 192.168.1.2, hostKey: {Ed25519}}}]}}",
            "the cluster has 2 servers");

    [Fact]
    public void RefusesANodeWithoutAddressOrHostKey()
    {
        var problems = Load("cluster: {nodes: [{name: two, role: agent, privateIp: 192.168.1.2}]}").Problems.Where(
            problem => problem.Level == ProblemLevel.Error).Select(problem => problem.ToString()).ToArray();

        Assert.Equal(2, problems.Length);
        Each.Of(
            problems,
            problem => Assert.Matches(@"^overrides:1: cluster\.nodes\[two\]: an existing host has no (address|SSH host key)", problem));
    }

    [Theory]
    [InlineData("ops@nappy.lan")]
    [InlineData("nappy.lan:2222")]
    [InlineData("192.168.1")]
    [InlineData("192.168.1.256")]
    [InlineData("Nappy.lan")]
    public void RefusesAnInvalidAddress(string address) =>
        Refused(
            $"cluster: {{nodes: [{{name: nappy, address: '{address}'}}]}}",
            $"cluster.nodes[nappy].address: '{address}' is not a host name or an IPv4 address");

    [Theory]
    [InlineData("SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDq7qL1D9f4vYzCqFM")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 AAAAC3Nza")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVc")]
    [InlineData("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh")]
    [InlineData("192.168.1.14 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh")]
    public void RefusesAnIncompleteHostKey(string key) =>
        Refused($"cluster: {{nodes: [{{name: nappy, hostKey: '{key}'}}]}}", $"cluster.nodes[nappy].hostKey: '{key}' is not a public key");

    [Fact]
    public void RefusesAnRsaHostKey()
    {
        var rsa = "ssh-rsa " + Convert.ToBase64String([0, 0, 0, 7, .. "ssh-rsa"u8, 0, 0, 0, 3, 1, 0, 1, 0, 0, 0, 3, 1, 2, 3]);

        Refused(
            $"cluster: {{nodes: [{{name: nappy, hostKey: '{rsa}'}}]}}",
            "is not a public key of type ECDSA or Ed25519",
            "SHA-1",
            "/etc/ssh/ssh_host_ecdsa_key.pub",
            "ssh-keygen -A");
    }

    [Theory]
    [InlineData("ecdsa-sha2-nistp256")]
    [InlineData("ecdsa-sha2-nistp521")]
    [InlineData("ssh-ed25519")]
    public void AcceptsAHostKeyOfAnotherType(string type)
    {
        byte[] blob = [0, 0, 0, (byte)type.Length, .. Encoding.ASCII.GetBytes(type), 0, 0, 0, 3, 1, 2, 3];

        Assert.True(HostKey.IsValid($"{type} {Convert.ToBase64String(blob)}"));
    }

    [Fact]
    public void AcceptsAHostKeyWithAComment() => Assert.True(HostKey.IsValid(Ed25519 + " root@nappy"));

    [Fact]
    public void RefusesTwoNodesWithOneHostKey() =>
        Refused(
            $"cluster: {{nodes: [{{name: nappy, hostKey: {Ed25519}}}, " +
            $"{{name: two, role: agent, address: two.lan, privateIp: 192.168.1.2, hostKey: {Ed25519} a comment}}]}}",
            "'two' has the host key of 'nappy'",
            "ssh-keygen -A");

    [Fact]
    public void RefusesTwoHostsWithOneAddressAndPort()
    {
        const string Two = "nodes: [{name: two, role: agent, address: 192.0.2.14, privateIp: 192.168.1.2, hostKey: KEY, sshPort: PORT}]";
        Refused(
            $"cluster: {{{Two.Replace("KEY", Ed25519, StringComparison.Ordinal).Replace("PORT", "22", StringComparison.Ordinal)}}}",
            "the address '192.0.2.14' is taken");
        Accepted($"cluster: {{{Two.Replace("KEY", Ed25519, StringComparison.Ordinal).Replace("PORT", "2222", StringComparison.Ordinal)}}}");
    }

    [Fact]
    public void RefusesAPortOutOfRange() => Refused("cluster: {nodes: [{name: nappy, sshPort: 65536}]}", "65536 is not a port");

    [Theory]
    [InlineData("10.42.1.1")]
    [InlineData("10.43.1.1")]
    public void RefusesAHostInsideTheRangesOfPodsAndServices(string address) =>
        Refused($"cluster: {{nodes: [{{name: nappy, privateIp: {address}}}]}}", $"{address} is inside the ranges of pods and services");

    [Fact]
    public void AcceptsAddressesOfTheDefaultNetwork() => Accepted("cluster: {k3s: {clusterCidr: 10.0.0.0/17}}");

    [Fact]
    public void WarnsOfAddressesForDocumentation() =>
        Assert.Contains(
            Load("").Problems,
            problem =>
                problem.ToString()
                    .Contains(
                        "warning: cluster.nodes[nappy].address: the address is reserved for documentation",
                        StringComparison.Ordinal));

    [Theory]
    [InlineData("192.0.2.14", "192.168.1.14", true)]
    [InlineData("nappy.lan", "192.0.2.14", true)]
    [InlineData("nappy.lan", "192.168.1.14", false)]
    [InlineData("192.168.1.14", "192.168.1.14", false)]
    public void EitherAddressMayBeOneForDocumentation(string address, string privateIp, bool warned) => Assert.Equal(
        warned,
        Load($"cluster: {{nodes: [{{name: nappy, address: {address}, privateIp: {privateIp}}}]}}").Problems.Any(
            problem => problem.ToString().Contains("[nappy].address: the address is reserved", StringComparison.Ordinal)));

    [Fact]
    public void WarnsOfFirewallSettingsWithoutEffect() =>
        Assert.Contains(
            Load("cluster: {firewall: {ranges: [{name: lan, addresses: [192.168.1.0/24]}], sshFrom: [lan]}}").Problems,
            problem => problem.ToString().Contains("cluster.firewall.sshFrom: no cloud firewall", StringComparison.Ordinal));

    [Fact]
    public void RefusesAHostFirewallWithoutAccessToTheApi() => Refused("cluster: {firewall: {apiFrom: []}}", "nobody may use the API");

    [Fact]
    public void AcceptsNoApiRangeWithoutAHostFirewall()
    {
        Accepted("cluster: {firewall: {host: false, apiFrom: []}}");
        Assert.Contains(
            Load("cluster: {firewall: {host: false}}").Problems,
            problem => problem.ToString().Contains("cluster.firewall.apiFrom: no cloud firewall", StringComparison.Ordinal));
        Each.Lacks(
            Load("").Problems,
            problem => problem.ToString().Contains("cluster.firewall.apiFrom: no cloud firewall", StringComparison.Ordinal));
    }

    private static LoadResult Load(string overrides) => StackLoad.System(Community.Root, new StackSelection
    {
        Stack = "homelab",
        System = "homelab",
        Environment = "home",
        Phase = "3-grafana",
        Overrides = overrides.Length == 0 ? null : new StackOverrides(overrides, "overrides"),
    });

    private static void Refused(string overrides, params string[] says)
    {
        var error = Assert.Single(Load(overrides).Problems, problem => problem.Level == ProblemLevel.Error).ToString();
        Each.Of(says, text => Assert.Contains(text, error, StringComparison.Ordinal));
    }

    private static void Accepted(string overrides) => Each.Lacks(Load(overrides).Problems, problem => problem.Level == ProblemLevel.Error);
}
