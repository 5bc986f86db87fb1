using Infra.Compose;
using Infra.Tests.Support;

namespace Infra.Tests.Compose;

public sealed class SharedNetworksTests
{
    private const string Cut = "project: shop, networks: [back]";

    [Fact]
    public void ServiceWithNetworksIsKeptApart()
    {
        var project = Assert.Single(Of(Cut, "", "host: media, " + Cut));
        Assert.Null(ComposeFile.SharedNetworkOf(project));
        var text = ComposeFile.Of(project);
        Assert.Contains("    networks:\n    - back\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("infra:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("project: other")]
    [InlineData("project: shop")]
    [InlineData("project: shop, networks: [front]")]
    public void CallBetweenNetworksGoesThroughTheSharedOne(string caller)
    {
        var services = Of(Cut, "calls: [web]", $"host: media, {caller}").SelectMany(static project => project.Services);
        Each.Of(services, static service => Assert.True(service.JoinsOthers));
    }

    [Theory]
    [InlineData("host: media, project: shop, networks: [back]")]
    [InlineData("host: media, project: other, hostNetwork: true")]
    [InlineData("host: beside")]
    public void CallThatNeedsNoSharedNetworkJoinsNone(string caller)
    {
        var services = Of(Cut + ", port: 8080", "calls: [web]", caller).SelectMany(static project => project.Services);
        Assert.False(services.Single(static service => service.Name == "web").JoinsOthers);
    }

    [Fact]
    public void ServiceWithoutNetworksIsFoundByAll() =>
        Each.Of(
            Of("", "", "host: media").SelectMany(static project => project.Services), static service => Assert.True(service.JoinsOthers));

    [Fact]
    public void NameOfTheAppIsKnownInTheNetworksOfItsCallers() => Assert.Contains(
        "    networks:\n      back:\n        aliases:\n        - web\n",
        ComposeFile.Of(Assert.Single(Of(Cut + ", service: backend", "calls: [web]", "host: media, " + Cut))),
        StringComparison.Ordinal);

    [Fact]
    public void ClientOfADatabaseInAnotherProjectJoins()
    {
        var projects = ComposeProjects.Of(DockerSystem.Of("""
            storage: {volumes: [{name: pg-data, size: 1Gi, class: local-path, owner: postgres}]}
            secrets: [{name: shopPassword, purpose: A password, generated: true}]
            databases:
              postgres:
                - name: postgres
                  runsOn: compose
                  image: ghcr.io/cloudnative-pg/postgresql:15.8
                  volume: pg-data
                  namespace: apps
                  instances: 1
                  synchronousReplicas: 0
                  databases: [{name: shop, owner: seller, password: shopPassword}]
                  compose: {host: media, project: data, networks: [store], image: 'postgres:15.8'}
            apps:
              - name: shop
                runsOn: compose
                image: shop:1.0
                env: [{name: HOST, database: postgres/shop/host}]
                compose: {host: media, networks: [back]}

            """));
        Each.Of(projects.SelectMany(static project => project.Services), static service => Assert.True(service.JoinsOthers));
    }

    private static IReadOnlyList<ComposeProject> Of(string compose, string calls, string caller)
    {
        var own = compose.Length > 0 ? $", {compose}" : "";
        var more = calls.Length > 0 ? $", {calls}" : "";
        return ComposeProjects.Of(DockerSystem.Of(
            "apps:\n"
                + "  - {name: web, runsOn: compose, image: 'web:1.0', ports: [{name: http, port: 8080}], "
                + $"compose: {{host: media{own}}}}}\n"
                + $"  - {{name: other, runsOn: compose, image: 'other:1.0'{more}, compose: {{{caller}}}}}\n"));
    }
}
