using Infra.Model;
using Infra.Model.Validation;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class FirewallRulesTests
{
    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    public void RefusesANamedRangeOfEveryAddress(string range) =>
        Refused(
            $"cluster: {{firewall: {{ranges: [{{name: operators, addresses: ['{range}']}}]}}}}",
            $"{range} is not a range that leaves anybody out");

    [Theory]
    [InlineData("sshFrom")]
    [InlineData("apiFrom")]
    public void RefusesAnUnknownRange(string key) =>
        Refused($"cluster: {{firewall: {{{key}: [everyone]}}}}", "there is no named range 'everyone'");

    [Theory]
    [InlineData("sshFrom", "SSH")]
    [InlineData("apiFrom", "the API")]
    public void RefusesAFirewallWithoutAllowedRanges(string key, string what) =>
        Refused($"cluster: {{firewall: {{{key}: []}}}}", $"nobody may use {what}");

    [Theory]
    [InlineData(22, "sshd", "sshFrom")]
    [InlineData(6443, "the API server", "apiFrom")]
    [InlineData(2379, "etcd", "private network")]
    [InlineData(2380, "etcd", "private network")]
    [InlineData(2381, "etcd", "private network")]
    [InlineData(9100, "the node exporter", "private network")]
    [InlineData(10250, "the kubelet", "private network")]
    [InlineData(10256, "kube-proxy", "private network")]
    public void RefusesPublicPortsOfTheCluster(int port, string user, string right) =>
        Refused($"cluster: {{firewall: {{publicTcp: [80, 443, {port}]}}}}", $"port {port} of {user} is open to everyone", right);

    [Theory]
    [InlineData("vxlan", 8472)]
    [InlineData("wireguardNative", 51820)]
    [InlineData("wireguardNative", 51821)]
    public void RefusesAPublicPodNetwork(string backend, int port) =>
        Refused(
            $"cluster: {{k3s: {{flannelBackend: {backend}}}, firewall: {{publicUdp: [{port}]}}}}",
            $"cluster.firewall.publicUdp: port {port} of the pod network is open to everyone");

    [Theory]
    [InlineData("k3s: {flannelBackend: vxlan}, firewall: {publicUdp: [51820]}")]
    [InlineData("k3s: {flannelBackend: hostGw}, firewall: {publicUdp: [8472]}")]
    [InlineData("firewall: {publicTcp: [80, 443, 30080]}")]
    [InlineData("firewall: {publicTcp: [80, 443, 8080]}")]
    public void AcceptsPublicPortsThatTheClusterDoesNotUse(string cluster) => Accepted($"cluster: {{{cluster}}}");

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void RefusesAPortOutOfRange(int port) => Refused($"cluster: {{firewall: {{publicUdp: [{port}]}}}}", $"{port} is not a port");

    [Fact]
    public void RefusesAnEmptyRange() =>
        Refused(
            "cluster: {firewall: {ranges: [{name: operators, addresses: []}]}}",
            "cluster.firewall.ranges[operators].addresses: the list is empty");

    [Fact]
    public void WarnsOfARangeForDocumentation()
    {
        var problem = Assert.Single(Load("prod").Problems, found => found.ToString().Contains("the range", StringComparison.Ordinal));
        Assert.Contains(
            "warning: cluster.firewall.ranges[operators].addresses: the range 'operators' is 203.0.113.0/24",
            problem.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.0/25", true)]
    [InlineData("198.51.100.7/32", true)]
    [InlineData("203.0.112.0/20", true)]
    [InlineData("203.0.112.0/24", false)]
    [InlineData("0.0.0.0/0", false)]
    public void WarnsOfARangeThatOverlapsOneForDocumentation(string range, bool warned)
    {
        var system = Spec();
        var firewall = system.Cluster.Firewall with { Ranges = [new() { Name = "operators", Addresses = [Cidr.Parse(range)] }] };

        Assert.Equal(
            warned
                ? [
                    $"addresses: the range 'operators' is {range}, which is reserved for documentation: nobody gets in; "
                        + "set your own under cluster.firewall.ranges, in the system's file or in the stack's infra:overrides, "
                        + "before pulumi up",
                ]
                : [],
            RuleRun.Problems(FirewallRules.Check, system with { Cluster = system.Cluster with { Firewall = firewall } }));
    }

    [Fact]
    public void DoesNotWarnOfARealRange() => Each.Lacks(
        Load("prod", overrides: "cluster: {firewall: {ranges: [{name: operators, addresses: [198.18.7.0/24, '2a01:4f8::/32']}]}}").Problems,
        problem => problem.ToString().Contains("the range", StringComparison.Ordinal));
}
