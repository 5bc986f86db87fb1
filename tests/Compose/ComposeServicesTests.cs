using Infra.Compose;
using Infra.Model;

namespace Infra.Tests.Compose;

public sealed class ComposeServicesTests
{
    private const string Base = """
        storage: {volumes: [{name: web-data, size: 1Gi, class: local-path, owner: web}]}
        secrets: [{name: token, purpose: A token, generated: true}]
        apps:
          - name: web
            runsOn: compose
            image: nginx:1.29.1
            command: [/bin/web]
            args: [--verbose]
            ports: [{name: http, port: 8080}]
            env: [{name: MODE, value: plain}, {name: TOKEN, secret: token}, {name: LEVEL, value: info}]
            mounts: [{name: web-data, path: /data}]
            scratch: [{name: cache, path: /cache, size: 1Mi}]
            gracePeriod: 2m
            resources: {limitCpu: 1500m, limitMemory: 300Mi}
        """;

    [Fact]
    public void ServiceIsThatOfTheApp()
    {
        var service = Of("{host: media, port: 80}");
        Assert.Equal(("web", "nginx:1.29.1"), (service.Name, service.Image));
        Assert.Equal(["/bin/web"], service.Entrypoint);
        Assert.Equal(["--verbose"], service.Command);
        Assert.Equal([("MODE", "plain"), ("LEVEL", "info")], service.Environment);
        Assert.Equal([("TOKEN", "token")], service.SecretEnvironment);
        Assert.Equal(["web-data:/data"], service.Volumes);
        Assert.Equal(("365M", "1.5"), (service.Memory, service.Cpu));
    }

    [Fact]
    public void FirstPortIsPublishedToThatOfTheContainer() => Assert.Equal([(80, 8080)], Ports("{host: media, port: 80}"));

    [Fact]
    public void FurtherPortsFollow() =>
        Assert.Equal([(80, 8080), (90, 9090)], Ports("{host: media, port: 80, ports: [{port: 90, target: 9090}]}"));

    [Fact]
    public void NetworkOfTheHostPublishesNothing() => Assert.Empty(Ports("{host: media, port: 8080, hostNetwork: true}"));

    [Fact]
    public void VariableOfDockerWins() => Assert.Equal(
        [("LEVEL", "info"), ("MODE", "docker")], Of("{host: media, env: [{name: MODE, value: docker}]}").Environment);

    [Fact]
    public void VolumeOfDockerWinsAtItsPath() => Assert.Equal(
        ["/srv/web:/data:ro", "more:/more"],
        Of("{host: media, volumes: [{folder: /srv/web, path: /data, readOnly: true}, {volume: more, path: /more}]}").Volumes);

    [Fact]
    public void FoldersOfAReadOnlyImageAreInMemory() => Assert.Equal(
        ["/tmp:exec,mode=1777,size=67108864", "/cache:exec,mode=1777,size=1048576"], Of("{host: media}").InMemory);

    [Fact]
    public void FolderWithAVolumeIsNotInMemory() => Assert.Equal(
        ["/tmp:exec,mode=1777,size=67108864"], Of("{host: media, volumes: [{volume: cache, path: /cache}]}").InMemory);

    [Fact]
    public void WritableImageHasItsScratchFoldersAlone() => Assert.Equal(
        ["/cache:exec,mode=1777,size=1048576"], Of("{host: media, security: {readOnlyRoot: false}}").InMemory);

    [Fact]
    public void FoldersThatTheClusterHasOnDiskComeToTheMemory()
    {
        Assert.Equal("365M", Of("{host: media}").Memory);
        Assert.Equal("301M", Of("{host: media, security: {readOnlyRoot: false}}").Memory);
        Assert.Equal("300M", Of(
            "{host: media, security: {readOnlyRoot: false}, volumes: [{volume: cache, path: /cache}]}").Memory);
    }

    [Fact]
    public void FoldersInMemoryAreInTheLimitAlready()
    {
        var system = DockerSystem.Of(Base.Replace("size: 1Mi}", "size: 1Mi, memory: true}", StringComparison.Ordinal)
            + "\n    compose: {host: media, security: {readOnlyRoot: false}}\n");
        Assert.Equal("300M", Assert.Single(Assert.Single(ComposeProjects.Of(system)).Services).Memory);
    }

    [Fact]
    public void RightsAreThoseOfTheApp()
    {
        var service = Of("{host: media}");
        Assert.Equal(("10001:10001", true, false), (service.User, service.ReadOnlyRoot, service.Escalation));
        Assert.Empty(service.Capabilities!);
    }

    [Fact]
    public void LimitsOfDockerWin()
    {
        var service = Of("{host: media, resources: {limitMemory: 1Gi, limitCpu: '2'}}");
        Assert.Equal(("1089M", "2"), (service.Memory, service.Cpu));
    }

    [Fact]
    public void DependencyWithACheckMustBeHealthy()
    {
        var system = DockerSystem.Of(Base + """

                compose: {host: media, project: both, dependsOn: [db, queue]}
              - {name: db, runsOn: compose, image: 'db:1.0', readinessProbe: {command: [ready]}, compose: {host: media, project: both}}
              - {name: queue, runsOn: compose, image: 'queue:1.0', compose: {host: media, project: both}}
            """);
        var project = Assert.Single(ComposeProjects.Of(system));
        Assert.Equal([("db", true), ("queue", false)], project.Services[0].DependsOn);
    }

    private static ComposeService Of(string compose) =>
        Assert.Single(Assert.Single(ComposeProjects.Of(DockerSystem.Of($"{Base}\n    compose: {compose}\n"))).Services);

    private static IEnumerable<(int, int?)> Ports(string compose) => Of(compose).Ports.Select(static port => (port.Port, port.Target));
}
