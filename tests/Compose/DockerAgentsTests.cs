using Infra.Compose;
using Infra.Model;
using Infra.Tests.Platform;
using Infra.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Compose;

public sealed class DockerAgentsTests
{
    [Fact]
    public void AgentsListenOnTheAddressThatPrometheusAsks()
    {
        var services = DockerAgents.Of(LogSystem.WithSenders(LogSystem.Host), LogSystem.Host);
        Assert.Equal(["node-exporter", "cadvisor", "alloy"], services.Select(service => service.Name));
        Assert.Contains("--web.listen-address=198.51.100.7:9100", services[0].Command);
        Assert.Contains("--listen_ip=198.51.100.7", services[1].Command);
        Assert.Contains("--port=8081", services[1].Command);
        Assert.Contains("--server.http.listen-addr=198.51.100.7:12345", services[2].Command);
    }

    [Fact]
    public void HostWithANameListensEverywhere()
    {
        var host = LogSystem.Host with { Address = "docker.example.org" };
        var alloy = new AlloySpec { PushUrl = "http://198.51.100.1/push" };
        var services = DockerAgents.Of(LogSystem.With(watch => watch with { Alloy = alloy }), host);
        Assert.Contains("--web.listen-address=:9100", services[0].Command);
        Each.Lacks(services[1].Command, argument => argument.StartsWith("--listen_ip", StringComparison.Ordinal));
        Assert.Contains("--server.http.listen-addr=0.0.0.0:12345", services[2].Command);
    }

    [Theory]
    [InlineData("198.51.100.7", null, "198.51.100.7")]
    [InlineData("198.51.100.7", "172.20.0.1", "172.20.0.1")]
    [InlineData("docker.example.org", null, "localhost")]
    public void CadvisorIsCheckedWhereItListens(string address, string? bridge, string asked)
    {
        var host = LogSystem.Host with { Address = address, BridgeAddress = bridge is null ? null : Ipv4.Parse(bridge) };
        var cadvisor = DockerAgents.Of(LogSystem.With(watch => watch with { Alloy = null }), host)[1];
        Assert.Equal($"http://{asked}:8081/healthz", cadvisor.Health!.Test[^1]);
        Assert.Equal(asked != "localhost", cadvisor.Command.Contains($"--listen_ip={asked}"));
    }

    [Fact]
    public void AlloyWritesToAFolderOfItsOwnThatNoImageCloses()
    {
        var project = new ComposeProject(
            LogSystem.Host, DockerAgents.Project, DockerAgents.Of(LogSystem.WithSenders(LogSystem.Host), LogSystem.Host));
        Assert.Contains("--storage.path=/data", project.Services[^1].Command);
        Assert.Contains("alloy-data:/data", project.Services[^1].Volumes);
        Assert.Equal("alloy-data 0:0", ProjectParameters.Of(project, "prod")["VOLUMES"]);
    }

    [Fact]
    public void WithoutAStoreThereIsNoAlloy()
    {
        var system = LogSystem.With(watch => watch with { Alloy = null });
        Assert.Null(DockerAgents.ConfigurationOf(system, LogSystem.Host));
        Assert.Equal(["node-exporter", "cadvisor"], DockerAgents.Of(system, LogSystem.Host).Select(service => service.Name));
    }

    [Fact]
    public void AlloyHasTheMachinesOwnIdAndNoCapability()
    {
        var alloy = DockerAgents.Of(LogSystem.WithSenders(LogSystem.Host), LogSystem.Host)[^1];
        Assert.Contains("/etc/machine-id:/etc/machine-id:ro", alloy.Volumes);
        Assert.Equal(("0:0", false), (alloy.User, alloy.Privileged));
        Assert.Contains("--disable-reporting", alloy.Command);
    }

    [Fact]
    public void ContainerStartsAgainForAnotherConfiguration()
    {
        var system = LogSystem.WithSenders(LogSystem.Host);
        var other = system with { Domain = "example.org" };
        Assert.NotEqual(File(system), File(other));
        Assert.Equal(File(system), File(system));

        static string File(SystemSpec system) => ComposeFile.Of(
            new(LogSystem.Host, DockerAgents.Project, DockerAgents.Of(system, LogSystem.Host)));
    }

    [Fact]
    public void ImagesArePinned() => Each.Of(
        DockerAgents.Of(LogSystem.WithSenders(LogSystem.Host), LogSystem.Host),
        service => Assert.Matches("^[a-z.]+/[a-z/-]+:v[0-9]+\\.[0-9]+\\.[0-9]+$", service.Image));

    [Fact]
    public void FileIsOneProjectWithLimitsOnEveryService()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(ComposeFile.Of(
            new(LogSystem.Host, DockerAgents.Project, DockerAgents.Of(LogSystem.WithSenders(LogSystem.Host), LogSystem.Host)))));
        var file = (YamlMappingNode)stream.Documents[0].RootNode;
        Assert.Equal("monitoring-agents", file["name"].ToString());
        var services = (YamlMappingNode)file["services"];
        Each.Of(services.Children.Values, service =>
        {
            Assert.Equal("host", service["network_mode"].ToString());
            Assert.Equal("true", service["read_only"].ToString());
            Assert.NotEmpty(service["deploy"]["resources"]["limits"]["memory"].ToString());
        });
        Assert.Equal("ALL", services["alloy"]["cap_drop"][0].ToString());
        Assert.True(((YamlMappingNode)file["volumes"]).Children.ContainsKey("alloy-data"));
    }
}
