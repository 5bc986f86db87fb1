using Infra.Databases;
using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Databases;

public sealed class DatabaseEndpointTests
{
    [Theory]
    [InlineData("postgres", "logto", "postgres://logto:a%40b%2Fc%3A@postgres-rw.infra.svc:5432/logto")]
    [InlineData("mysql", "wordpress", "mysql://wordpress:a%40b%2Fc%3A@mysql-haproxy.infra.svc:3306/wordpress")]
    [InlineData("cache", "cache", "redis://:a%40b%2Fc%3A@cache.prod.svc:6379/0")]
    public void UrlTakesAnyPassword(string server, string database, string url) => Assert.Equal(url, Find(server, database)!.Url("a@b/c:"));

    [Fact]
    [Pitfall("postgres-prepared-statements")]
    public void PoolerHasAHostOfItsOwn()
    {
        Assert.Equal(
            "postgres://discourse:p@postgres-pooler.infra.svc:5432/discourse",
            Find("postgres", "discourse")!.Url("p", pooled: true));
        Assert.Equal("mysql://wordpress:p@mysql-haproxy.infra.svc:3306/wordpress", Find("mysql", "wordpress")!.Url("p", pooled: true));
    }

    [Theory]
    [InlineData("host", false, "postgres-rw.infra.svc", null)]
    [InlineData("host", true, "postgres-pooler.infra.svc", null)]
    [InlineData("port", false, "5432", null)]
    [InlineData("name", false, "logto", null)]
    [InlineData("user", false, "logto", null)]
    [InlineData("password", false, null, "password")]
    [InlineData("url", false, null, "url")]
    [InlineData("url", true, null, "pooled-url")]
    public void VariableIsAValueOrAKeyOfTheSecret(string property, bool pooled, string? value, string? entry) =>
        Assert.Equal(
            new DatabaseVariable(value, entry is null ? null : "postgres-logto", entry),
            DatabaseEngines.Variable(System(), DatabaseReference.Parse($"postgres/logto/{property}"), pooled));

    [Theory]
    [InlineData("postgres/nobody/url")]
    [InlineData("nowhere/logto/url")]
    public void UnknownDatabaseHasNoVariable(string reference) =>
        Assert.Null(DatabaseEngines.Variable(System(), DatabaseReference.Parse(reference), pooled: false));

    [Fact]
    public void ServerInDockerHasNoEndpointOnTheCluster() =>
        Assert.Null(DatabaseEngines.Find(DatabaseSystems.In("prod", "1-dev"), "postgres", "logto"));

    private static DatabaseEndpoint? Find(string server, string database) => DatabaseEngines.Find(System(), server, database);

    private static SystemSpec System() => DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
}
