using Infra.Compose;
using Infra.Model;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Compose;

/// <summary>Parameters of a project that concern its host: volumes, paths, time, and what is removed.</summary>
public sealed class ProjectHostParametersTests
{
    private static readonly ComposeHostSpec Host = new() { Name = "media", Address = "10.0.1.21" };

    private static readonly ComposeService Service = new("web", "nginx:1.29.1") { Memory = "300M", Cpu = "1.5" };

    [Fact]
    public void NewVolumeBelongsToTheDescribedUser() => Assert.Equal(
        "data 1000:1001\nimages",
        Of(
            Service with { Volumes = ["images:/images"] },
            Named("worker") with { User = "1000:1001", Volumes = ["data:/data"] })["VOLUMES"]);

    [Fact]
    public void SharedVolumeBelongsToItsFirstDescribedUser() => Assert.Equal(
        "data 1000:1000",
        Of(
            Service with { Volumes = ["data:/data"] },
            Named("one") with { User = "1000:1000", Volumes = ["data:/data:ro"] },
            Named("two") with { User = "1001:1001", Volumes = ["data:/data"] })["VOLUMES"]);

    [Fact]
    public void FoldersAndDevicesOfStartedServicesMustExist() => Assert.Equal(
        "/srv/films\n/dev/dri",
        Of(
            Service with { HostPaths = ["/srv/films", "/dev/dri"] },
            Named("two") with { HostPaths = ["/srv/films"] },
            Named("rare") with { HostPaths = ["/srv/rare"], Profile = "rare" })["HOST_PATHS"]);

    [Fact]
    public void DescribedFoldersAndDevicesAreThoseOfTheHost()
    {
        var system = DockerSystem.Of(
            """
            apps:
              - name: films
                runsOn: compose
                image: films:1.0
                compose:
                  host: media
                  volumes: [{folder: /srv/films, path: /films}, {volume: films, path: /data}]
                  devices: ['/dev/dri:/dev/dri']

            """);
        var films = ComposeProjects.Of(system).Single(static project => project.Name == "films").Services[0];
        Assert.Equal(["/srv/films", "/dev/dri"], films.HostPaths);
    }

    [Theory]
    [InlineData("60s", 900)]
    [InlineData("1200s", 1200 + (5 * 13) + 300)]
    public void ProjectHasTheTimeOfItsSlowestCheck(string start, int seconds) =>
        Assert.Equal($"{seconds}", Of(Service, Named("slow") with { Health = Health(start) })["WAIT_SECONDS"]);

    [Fact]
    public void ServiceThatWaitsForAnotherHasTheTimeOfBoth() => Assert.Equal(
        $"{(2 * (600 + (5 * 13))) + 300}",
        Of(
            Service with { Health = Health("600s"), DependsOn = [("db", true)] },
            Named("db") with { Health = Health("600s") })["WAIT_SECONDS"]);

    [Fact]
    public async Task CommandOfASlowProjectHasTheTimeThatItsScriptHas()
    {
        var plan = await Plans.OfAsync(DockerSystem.Of(
            """
            apps:
              - name: slow
                runsOn: compose
                image: slow:1.0
                ports: [{name: http, port: 8080}]
                readinessProbe: {path: /}
                startupProbe: {path: /, period: 60s, failureThreshold: 60}
                compose: {host: media}

            """));
        var command = plan.Resources.Single(static resource => resource.Name == "docker-media-slow" && !resource.IsComponent);

        Assert.InRange(command.Timeouts!.Create!.Value, TimeSpan.FromMinutes(25 + 65), TimeSpan.FromMinutes(25 + 75));
    }

    [Fact]
    public void DescribedServicesAreListedByProject() => Assert.Equal(
        "arr sonarr\nmedia plex web",
        ProjectParameters.ListOf([new(Host, "media", [Service, Named("plex")]), new(Host, "arr", [Named("sonarr")])]));

    private static ComposeHealth Health(string start) => new(["CMD", "true"], "10s", "3s", 4, start);

    private static ComposeService Named(string name) => Service with { Name = name };

    private static IReadOnlyDictionary<string, string> Of(params IReadOnlyList<ComposeService> services) =>
        ProjectParameters.Of(new(Host, "media", services), "prod");
}
