using Infra.Compose;
using Infra.Model;

namespace Infra.Tests.Compose;

public sealed class ComposeProjectsTests
{
    private const string Two = """
        apps:
          - {name: a, runsOn: compose, image: 'a:1.0', compose: {host: media, project: pair}}
          - {name: b, runsOn: both, image: 'b:1.0', compose: {host: media, project: pair}}
          - {name: c, runsOn: compose, image: 'c:1.0', compose: {host: media}}
          - {name: d, runsOn: nowhere, image: 'd:1.0', compose: {host: media}}
          - {name: e, runsOn: k3s, image: 'e:1.0', compose: {host: media}}
          - {name: f, runsOn: compose, image: 'f:1.0', compose: {host: media, project: theirs, managed: false}}
          - {name: g, runsOn: compose, image: 'g:1.0', compose: {host: old}}

        """;

    [Fact]
    public void ProjectsAreThoseOfServicesInDocker() => Assert.Equal(
        ["pair: a b", "c: c"],
        ComposeProjects.Of(DockerSystem.Of(Two)).Select(
            static project => $"{project.Name}: {string.Join(' ', project.Services.Select(static service => service.Name))}"));

    [Fact]
    public void AgentsAreAProjectOfTheirOwn()
    {
        var system = DockerSystem.Of("observability: {namespace: apps, composeHosts: [media, old]}\n");
        var project = Assert.Single(ComposeProjects.Of(system));
        Assert.Equal(("media", DockerAgents.Project), (project.Host.Name, project.Name));
    }

    [Fact]
    public void AgentsAreThoseOfTheOwnerOfTheCluster()
    {
        var system = DockerSystem.Of("observability: {namespace: apps, composeHosts: [media]}\n");
        var guest = system with { Cluster = system.Cluster with { From = "prod" }, Stack = system.Stack with { ClusterOwner = "prod" } };
        Assert.Empty(ComposeProjects.Of(guest));
    }
}
