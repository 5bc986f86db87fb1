using Infra.Compose;
using Infra.Model;
using YamlDotNet.RepresentationModel;
using static Infra.Tests.Systems.BorderSystem;

namespace Infra.Tests.Compose;

public sealed class CallsTests
{
    [Fact]
    public void ContainerKnowsTheAppsThatItCallsOnOtherMachines() => Assert.Equal(
        [("far", "192.0.2.22"), ("inside", "192.0.2.14")],
        ServiceOf(With(), "front").Hosts);

    [Fact]
    public void ContainerReadsTheAddressesOfWhatItCalls() => Assert.Equal(
        [("CALLS", "api:8080 far:19000 inside:30090")],
        ServiceOf(With(), "front").Environment);

    [Fact]
    public void VariablesOfTheComposeServiceAreReadToo()
    {
        var system = With(App("front", app => app with
        {
            Compose = app.Compose! with { Env = [new() { Name = "FAR", Value = "$(app:far)" }] },
        }));
        Assert.Contains(("FAR", "far:19000"), ServiceOf(system, "front").Environment);
    }

    [Fact]
    public void ServiceWithANameOfItsOwnKeepsThatOfTheApp()
    {
        var system = With(App("api", app => app with { Compose = app.Compose! with { Service = "backend" } }));
        var project = ComposeProjects.Of(system).Single(each => each.Name == "backend");
        Assert.Equal(["api"], Assert.Single(project.Services).Aliases);
        Assert.Equal("api", (string?)In(ComposeFile.Of(project), "backend")["networks"]["infra"]["aliases"][0]);
        Assert.Empty(((YamlMappingNode)In(ComposeFile.Of(project), "backend")["networks"]["default"]).Children);
    }

    [Fact]
    public void NamesAreEntriesOfTheContainersHosts() => Assert.Equal(
        ["far:192.0.2.22", "inside:192.0.2.14"],
        ((YamlSequenceNode)In(ComposeFile.Of(ComposeProjects.Of(With()).Single(each => each.Name == "front")), "front")["extra_hosts"])
            .Select(entry => (string?)entry));

    private static YamlNode In(string file, string service)
    {
        using var reader = new StringReader(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return stream.Documents[0].RootNode["services"][service];
    }

    private static ComposeService ServiceOf(SystemSpec system, string name) =>
        ComposeProjects.Of(system).SelectMany(project => project.Services).Single(service => service.Name == name);
}
