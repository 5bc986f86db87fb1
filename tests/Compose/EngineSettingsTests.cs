using System.Text.Json;
using Infra.Compose;
using Infra.Model;
using Infra.Tests.Platform;

namespace Infra.Tests.Compose;

public sealed class EngineSettingsTests
{
    private static readonly ComposeHostSpec Host = LogSystem.Host with { Managed = true };

    [Fact]
    public void LogsAreLimitedAndContainersOutliveTheDaemon()
    {
        var settings = Settings(Host);

        Assert.True(settings.GetProperty("live-restore").GetBoolean());
        Assert.Equal("json-file", settings.GetProperty("log-driver").GetString());
        Assert.Equal("10m", settings.GetProperty("log-opts").GetProperty("max-size").GetString());
    }

    [Fact]
    public void NetworksTakeTheirAddressesFromTheDescribedRange()
    {
        var settings = Settings(Host with { Engine = new() { Networks = Cidr.Parse("172.28.0.0/16") } });

        var pool = Assert.Single(settings.GetProperty("default-address-pools").EnumerateArray());
        Assert.Equal(("172.28.0.0/16", 24), (pool.GetProperty("base").GetString(), pool.GetProperty("size").GetInt32()));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("28.0.0", true)]
    [InlineData("27.5.1", false)]
    [InlineData("v27.5.1", false)]
    public void ForwardedPacketsPassWhereTheVersionKnowsTheSetting(string? version, bool knows) =>
        Assert.Equal(knows, Settings(Host with { Engine = new() { Version = version } }).TryGetProperty("ip-forward-no-drop", out _));

    [Theory]
    [InlineData(null, true)]
    [InlineData("28.5.0", false)]
    public void DockerOnANodeKeepsTheRulesThatItsPoliciesNeed(string? version, bool names)
    {
        var host = Host with { Engine = new() { Version = version } };
        using var settings = JsonDocument.Parse(DaemonSettings.Of(host, isNode: true));

        Assert.Equal(names, settings.RootElement.TryGetProperty("firewall-backend", out _));
        Assert.False(Settings(host).TryGetProperty("firewall-backend", out _));
    }

    [Fact]
    public void HostWithTheAddressOfANodeIsTheNodesMachine()
    {
        var system = Described.StackOf("homelab");
        var node = Assert.Single(system.Cluster.Nodes);
        var here = Host with { Address = node.Address! };

        Assert.Equal("yes", EngineSettings.Of(system, here)["NODE"]);
        Assert.Equal("", EngineSettings.Of(system, Host)["NODE"]);
        Assert.Equal("yes", EngineSettings.Of(system, Host with { BridgeAddress = Ipv4.Parse("172.20.0.1") })["NODE"]);
    }

    [Fact]
    public void BridgeIsComparedWithTheDescribedAddress()
    {
        var system = LogSystem.WithSenders(Host);
        Assert.Equal("172.20.0.1", EngineSettings.Of(system, Host with { BridgeAddress = Ipv4.Parse("172.20.0.1") })["BRIDGE_ADDRESS"]);
        Assert.Equal("", EngineSettings.Of(system, Host)["BRIDGE_ADDRESS"]);
    }

    [Fact]
    public void RangesOfTheClusterAreKeptFromDockersNetworks()
    {
        var system = LogSystem.WithSenders(Host);

        var reserved = EngineSettings.Of(system, Host)["RESERVED"].Split(' ');

        Assert.Contains(system.Cluster.K3s.ClusterCidr.ToString(), reserved);
        Assert.Contains(system.Cluster.K3s.ServiceCidr.ToString(), reserved);
        Assert.Contains("198.51.100.7/32", reserved);
    }

    [Fact]
    public void EngineThatIsThereIsOnlyChecked() =>
        Assert.Equal("", EngineSettings.Of(LogSystem.WithSenders(Host), Host with { Engine = new() { Install = false } })["INSTALL"]);

    private static JsonElement Settings(ComposeHostSpec host) =>
        JsonSerializer.Deserialize<JsonElement>(DaemonSettings.Of(host, isNode: false));
}
