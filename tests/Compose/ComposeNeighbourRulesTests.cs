using Infra.Compose;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

/// <summary>Rules of several stacks on one Docker host.</summary>
public sealed class ComposeNeighbourRulesTests
{
    private const string Apart = "set runsOn: nowhere in one of the two environments, or run one of them on another host";
    private const string Cut = "networks: [back]";

    [Theory]
    [InlineData(
        "web",
        $"{{host: media, project: p, {Cut}}}",
        "api",
        $"{{host: media, project: p, {Cut}}}",
        "project: the stack stage brings up the project 'p' on 'media' too; "
            + "set runsOn: nowhere in one of the two environments, or write another project there")]
    [InlineData(
        "web",
        "{host: media, project: p}",
        "web",
        "{host: media, project: q}",
        "host: the stack stage has a service with the name 'web' on 'media' too, and calls by this name would reach either; " + Apart)]
    [InlineData(
        "web",
        "{host: media, service: backend}",
        "api",
        "{host: media, project: q, service: backend}",
        "service: the stack stage has a service with the name 'backend' on 'media' too, and calls by this name would reach either; "
            + Apart)]
    [InlineData(
        "web",
        "{host: media, volumes: [{volume: films, path: /films, readOnly: true}]}",
        "api",
        "{host: media, volumes: [{volume: films, path: /films}]}",
        "volume: the stack stage has the volume 'films' on 'media' too, which is one volume for both; "
            + "write another volume in one of the two environments, or shared: true in both if they may have the same data")]
    [InlineData(
        "web",
        "{host: media, port: 80}",
        "api",
        "{host: media, ports: [{port: 80, target: 8080}]}",
        "port: the port 80 of 'media' is taken by 'api' of the stack stage; publish another port in one of the two environments")]
    public void RefusesWhatTwoStacksCannotShare(string app, string compose, string theirApp, string theirCompose, string problem) =>
        Assert.Equal([problem], Problems(app, compose, theirApp, theirCompose));

    [Fact]
    public void RefusesAMountedVolumeOfBoth() => Assert.Equal(
        [
            "name: the stack stage has the volume 'films' on 'media' too, which is one volume for both; mount another volume in one of the "
                + "two environments, or give it the accessMode readWriteMany in both if they may have the same data",
        ],
        RuleRun.Problems(new ComposePart().Check, Mounting("web"), Stage(Mounting("api"))));

    [Theory]
    [InlineData("web", "{host: media}", "api", "{host: media}")]
    [InlineData("web", "{host: media}", "web", "{host: beside}")]
    [InlineData("web", "{host: media, project: p}", "web", $"{{host: media, {Cut}}}")]
    [InlineData(
        "web",
        "{host: media, volumes: [{volume: films, path: /films, shared: true}]}",
        "api",
        "{host: media, volumes: [{volume: films, path: /films, shared: true}]}")]
    [InlineData(
        "web",
        "{host: media, volumes: [{volume: films, path: /films, readOnly: true}]}",
        "api",
        "{host: media, volumes: [{volume: films, path: /films, readOnly: true}]}")]
    public void AcceptsWhatDoesNotMeet(string app, string compose, string theirApp, string theirCompose) =>
        Assert.Empty(Problems(app, compose, theirApp, theirCompose));

    private static string[] Problems(string app, string compose, string theirApp, string theirCompose) =>
        RuleRun.Problems(new ComposePart().Check, Of(app, compose), Stage(Of(theirApp, theirCompose)));

    private static SystemSpec Of(string app, string compose) => DockerSystem.Of(
        $"apps: [{{name: {app}, runsOn: compose, image: 'web:1.0', ports: [{{name: http, port: 8080}}], compose: {compose}}}]\n");

    private static SystemSpec Mounting(string app) => DockerSystem.Of(
        $"storage: {{volumes: [{{name: films, size: 1Gi, class: local-path, owner: {app}}}]}}\n"
            + $"apps: [{{name: {app}, runsOn: compose, image: 'web:1.0', mounts: [{{name: films, path: /v}}], "
            + "compose: {host: media}}]\n");

    private static SystemSpec Stage(SystemSpec system) => system with { Stack = system.Stack with { Name = "stage" } };
}
