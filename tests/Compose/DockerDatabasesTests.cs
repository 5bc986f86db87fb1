using Infra.Compose;

namespace Infra.Tests.Compose;

public sealed class DockerDatabasesTests
{
    private const string Base = """
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
              compose: {host: media, project: data, service: pg, port: 15432, image: 'postgres:15.8'}
        apps:
          - name: shop
            runsOn: compose
            image: shop:1.0
            env:
              - {name: HOST, database: postgres/shop/host}
              - {name: PORT, database: postgres/shop/port}
              - {name: NAME, database: postgres/shop/name}
              - {name: USER, database: postgres/shop/user}
              - {name: PASSWORD, database: postgres/shop/password}

        """;

    [Theory]
    [InlineData("{host: media}", "pg", "5432")]
    [InlineData("{host: media, hostNetwork: true}", "127.0.0.1", "15432")]
    [InlineData("{host: beside}", "10.0.1.21", "15432")]
    public void EndpointIsThatSeenFromTheClient(string compose, string host, string port) =>
        Assert.Equal([("HOST", host), ("PORT", port), ("NAME", "shop"), ("USER", "seller")], Of(compose).Environment);

    [Theory]
    [InlineData("media")]
    [InlineData("beside")]
    public void ServerInTheClusterIsReachedByTheNodePortOfItsNodes(string host)
    {
        var shop = ComposeProjects.Of(DockerSystem.Of($"{Moved}    compose: {{host: {host}}}\n"))
            .SelectMany(static project => project.Services).Single(static service => service.Name == "shop");

        Assert.Equal([("HOST", "postgres"), ("PORT", "30432"), ("NAME", "shop"), ("USER", "seller")], shop.Environment);
        Assert.Equal([("PASSWORD", "shopPassword")], shop.SecretEnvironment);
        Assert.Equal([("postgres", "10.0.1.11")], shop.Hosts);
    }

    [Fact]
    public void ServerInTheClusterThatIsNotExposedIsRefused() => DockerSystem.RefusedAmongOthers(
        Moved.Replace(ExposedLine, "", StringComparison.Ordinal)
            + "    compose: {host: media}\n",
        "apps[shop].env[HOST].database: 'shop' runs in Docker, where postgres/shop/host has no value");

    [Fact]
    public void DeclaredPasswordIsASecretOfTheService() =>
        Assert.Equal([("PASSWORD", "shopPassword")], Of("{host: media}").SecretEnvironment);

    [Fact]
    public void ServerHasTimeToStop()
    {
        var server = ComposeProjects.Of(DockerSystem.Of($"{Base}    compose: {{host: media}}\n"))
            .SelectMany(static project => project.Services).Single(static service => service.Name == "pg");
        Assert.Equal("120s", ComposeUnits.Time(server.StopGracePeriod!));
    }

    [Fact]
    public void UrlIsRefused() => DockerSystem.Refused(
        Base + "      - {name: URL, database: postgres/shop/url}\n    compose: {host: media}\n",
        "apps[shop].env[URL].database: 'shop' runs in Docker, where postgres/shop/url has no value");

    [Fact]
    public void UrlThatDockerReplacesIsAccepted() => DockerSystem.Accepted(
        Base + "      - {name: URL, database: postgres/shop/url}\n    compose: {host: media, env: [{name: URL, secret: shopPassword}]}\n");

    private const string ExposedLine = "      exposed: {nodePort: 30432, from: [us]}\n";

    private static string Moved => Base
        .Replace("runsOn: compose\n      image: ghcr", "runsOn: k3s\n      image: ghcr", StringComparison.Ordinal)
        .Replace("      volume: pg-data\n", $"      volume: pg-data\n{ExposedLine}", StringComparison.Ordinal);

    private static ComposeService Of(string compose) => ComposeProjects.Of(DockerSystem.Of($"{Base}    compose: {compose}\n"))
        .SelectMany(static project => project.Services).Single(static service => service.Name == "shop");
}
