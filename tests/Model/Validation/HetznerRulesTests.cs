using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model;
using Infra.Tests.Support;
using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed partial class HetznerRulesTests
{
    [Fact]
    public void RefusesAnUnknownLocation() =>
        Refused("cluster: {location: nbg}", "cluster.location: 'nbg' is not a location of Hetzner", "did you mean 'nbg1'?");

    [Fact]
    public void RefusesALocationOutsideTheNetworkZone() =>
        Refused(
            "cluster: {nodes: [{name: worker-1, location: ash}]}",
            "cluster.nodes[worker-1].location: 'ash' is in the network zone us-east, the network in eu-central");

    [Fact]
    public void RefusesAClustersLocationOutsideTheNetworkZone() => Refused(
        "cluster: {location: ash}",
        "cluster.location: 'ash' is in the network zone us-east, the network in eu-central",
        "set network.zone to us-east, or choose a location in eu-central");

    [Fact]
    public void AcceptsALocationOfTheNetworkZone() => Accepted("cluster: {location: hel1, nodes: [{name: worker-1, location: fsn1}]}");

    [Fact]
    public void RefusesAnotherSshPortOnANewServer() =>
        Refused("cluster: {nodes: [{name: worker-1, sshPort: 2222}]}", "listens on port 22, not 2222");

    [Theory]
    [InlineData("address: 198.18.0.1", "nodes[worker-1].address: a server at Hetzner gets its public address when it is created")]
    [InlineData(
        "hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMP7oXPt2i3RgAGdYGF0hUO0tuTSrBQ4SrfI3VVcPfXh",
        "nodes[worker-1].hostKey: a server at Hetzner gets its host key when it is created")]
    public void RefusesASettingOfExistingHostsOnANewServer(string setting, string says) =>
        Refused($"cluster: {{nodes: [{{name: worker-1, {setting}}}]}}", says, "remove it, or set cluster.provider: existingHosts");

    [Fact]
    public void WarnsOfArmServers()
    {
        Assert.Contains(
            Warnings("cluster: {nodes: [{name: worker-1, serverType: cax21}]}"),
            warning => warning.Contains(
                "cluster.nodes[worker-1].serverType: cax21 has ARM64 processors: a pod whose image is built for AMD64 alone fails on them",
                StringComparison.Ordinal));
        Assert.DoesNotContain("ARM64", string.Join('\n', Warnings("{}")), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAnUnknownServerType() =>
        Refused(
            "cluster: {nodes: [{name: worker-1, serverType: cx34}]}",
            "cluster.nodes[worker-1].serverType: 'cx34' is not a known server type of Hetzner",
            "did you mean 'cx33'?",
            "serverTypeUnlisted: true");

    [Theory]
    [InlineData("cx22", "choose cx23, cx33")]
    [InlineData("cx52", "choose cx53, cpx62")]
    [Pitfall("hetzner-server-type")]
    public void RefusesAServerTypeThatIsNoLongerSold(string type, string alternatives) =>
        RefusedAmongOthers(
            $"cluster:\n  nodes:\n    - name: worker-1\n      serverType: {type}\n",
            $"overrides:4: cluster.nodes[worker-1].serverType: Hetzner no longer sells {type}; {alternatives}",
            "if the server exists already, set serverTypeUnlisted: true");

    [Fact]
    public void RefusesAServerTypeThatIsSoldElsewhere() =>
        Refused(
            "cluster: {nodes: [{name: worker-1, serverType: cpx31}]}",
            "cluster.nodes[worker-1].serverType: Hetzner does not sell cpx31 in nbg1; choose cx33, cx43",
            "or another location; if the server exists already, set serverTypeUnlisted: true");

    [Theory]
    [InlineData("us-east", "ash", "cx33")]
    [InlineData("us-west", "hil", "cpx32")]
    [InlineData("ap-southeast", "sin", "cax21")]
    public void RefusesAServerTypeThatIsNotSoldInTheLocation(string zone, string location, string type) =>
        RefusedAmongOthers(
            $"cluster: {{location: {location}, network: {{zone: {zone}}}, nodes: [{{name: worker-1, serverType: {type}}}]}}",
            $"cluster.nodes[worker-1].serverType: Hetzner does not sell {type} in {location}");

    [Theory]
    [InlineData("us-east", "ash", "cpx31")]
    [InlineData("us-west", "hil", "ccx23")]
    [InlineData("ap-southeast", "sin", "cpx32")]
    [InlineData("eu-central", "hel1", "cx33")]
    public void AcceptsAServerTypeThatIsSoldInTheLocation(string zone, string location, string type) =>
        Accepted($$"""
            cluster:
              location: {{location}}
              network: {zone: {{zone}}}
              nodes:
                - {name: master-1, serverType: {{type}}}
                - {name: worker-1, serverType: {{type}}}
                - {name: worker-2, serverType: {{type}}}
            """);

    [Theory]
    [InlineData("cx32")]
    [InlineData("cx93")]
    public void AcceptsAnyServerTypeOfAMarkedNode(string type) =>
        Accepted($"cluster: {{nodes: [{{name: worker-1, serverType: {type}, serverTypeUnlisted: true}}]}}");

    [Theory]
    [InlineData("CX33")]
    [InlineData("'cx 33'")]
    [InlineData("33")]
    public void RefusesAServerTypeOfAnotherForm(string type) =>
        Refused(
            $"cluster: {{nodes: [{{name: worker-1, serverType: {type}, serverTypeUnlisted: true}}]}}", "is not the name of a server type");

    [Fact]
    public void AcceptsTenServersInAPlacementGroup() => Accepted(WithAgents(7, _ => "spread"));

    [Fact]
    [Pitfall("hetzner-limits")]
    public void RefusesElevenServersInAPlacementGroup() =>
        Refused(
            WithAgents(8, _ => "spread"),
            "cluster.nodes: 11 nodes are in the placement group 'spread', and one of Hetzner holds 10 servers",
            "placementGroup, e.g. spread-2");

    [Fact]
    public void AcceptsTwoPlacementGroups() => Accepted(WithAgents(14, index => index < 7 ? "spread" : "spread-2"));

    [Fact]
    public void AcceptsAHundredServersInANetwork() => Accepted(WithAgents(97, Tens));

    [Fact]
    [Pitfall("hetzner-limits")]
    public void RefusesAHundredAndOneServersInANetwork() =>
        Refused(
            WithAgents(98, Tens),
            "cluster.nodes: the cluster has 101 nodes, and a network of Hetzner holds 100 servers");

    [SkippableFact]
    public void ListAgreesWithThePrices()
    {
        var priced = File.ReadLines(Repository.Reference("data", "prices", "hetzner.yaml"))
            .Select(line => PricedType().Match(line))
            .Where(match => match.Success)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups, StringComparer.Ordinal);

        Assert.Equal(
            HetznerServerType.SoldIn("eu-central").Order(),
            priced.Where(type => !IsLegacy(type.Value)).Select(type => type.Key).Order());
        Each.Of(priced, type =>
        {
            var listed = HetznerServerType.Find(type.Key);
            Assert.Equal(
                (Number(type.Value, "cores"), Number(type.Value, "memory"), Number(type.Value, "disk")),
                (listed!.Cores, listed.MemoryGb, listed.DiskGb));
            Assert.Equal(type.Value["arch"].Value == "arm64", listed.IsArm);
        });

        static bool IsLegacy(GroupCollection type) => type["legacy"].Value == "true";

        static int Number(GroupCollection type, string name) => int.Parse(type[name].Value, CultureInfo.InvariantCulture);
    }

    private static string Tens(int index) => $"group-{index / 10}";

    private static string WithAgents(int count, Func<int, string> group) =>
        $"cluster: {{k3s: {{nodePrefix: 24}}, nodes: [{string.Join(", ", Enumerable.Range(0, count).Select(index => string.Create(
            CultureInfo.InvariantCulture,
            $"{{name: agent-{index}, role: agent, privateIp: 10.0.1.{100 + index}, placementGroup: {group(index)}}}")))}]}}";

    [GeneratedRegex("type: (?<name>[a-z]+[0-9]+), vcpu: (?<cores>[0-9]+), ram_gb: (?<memory>[0-9]+), disk_gb: (?<disk>[0-9]+), "
        + "traffic_tb: [0-9]+, arch: (?<arch>[a-z0-9]+), .*legacy_type: (?<legacy>true|false)")]
    private static partial Regex PricedType();
}
