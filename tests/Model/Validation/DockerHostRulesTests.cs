using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DockerHostRulesTests
{
    [Theory]
    [InlineData("10.42.0.0/16", "10.42.0.0/16 of the pods' range")]
    [InlineData("10.40.0.0/14", "10.43.0.0/16 of the services' range")]
    [InlineData("10.0.0.0/16", "10.0.0.0/16 of the private network")]
    public void RefusesNetworksThatHideTheCluster(string networks, string hidden) =>
        RefusedAmongOthers(Host($"engine: {{networks: {networks}}}"), $"{networks} of Docker's networks on 'd1' overlaps {hidden}");

    [Fact]
    public void RefusesNetworksThatHideAnotherDockerHost() =>
        RefusedAmongOthers(
            Host("engine: {networks: 192.168.0.0/20}"), "192.168.0.0/20 of Docker's networks", "192.168.7.5/32 of the Docker host 'd1'");

    [Fact]
    public void RefusesPublicAddressesForNetworks() =>
        Refused(Host("engine: {networks: 20.0.0.0/16}"), "20.0.0.0/16 of Docker's networks is not in the ranges of private networks");

    [Theory]
    [InlineData("172.20.0.0/23")]
    [InlineData("fd00::/16")]
    public void RefusesARangeOfAnotherSize(string networks) =>
        Refused(Host($"engine: {{networks: {networks}}}"), "is not an IPv4 range of that size");

    [Fact]
    public void RefusesABridgeOutsideOfTheNetworks() =>
        Refused(Host("bridgeAddress: 172.17.0.1"), "172.17.0.1 is not in 172.20.0.0/14", "use 172.20.0.1");

    [Theory]
    [InlineData("engine: {networks: 172.28.0.0/16}")]
    [InlineData("bridgeAddress: 172.20.0.1")]
    [InlineData("bridgeAddress: 172.17.0.1, engine: {install: false}")]
    [InlineData("engine: {repository: 'https://mirror.example.org/docker'}")]
    public void AcceptsOthers(string settings) => Accepted(Host(settings));

    [Fact]
    public void RefusesAnUnknownRangeOfSources() =>
        RefusedAmongOthers(
            "apps: [{name: wordpress, compose: {host: docker-1, from: [nobody]}}]", "from", "there is no named range 'nobody'");

    private static string Host(string settings) =>
        "compose: {hosts: [{name: d1, address: 192.168.7.5, managed: true, "
            + $"hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE0tnXP3o2NOkMmdpUYDfmPwqQCdsnsGmJbiOcwkDLbo', {settings}}}]}}";
}
