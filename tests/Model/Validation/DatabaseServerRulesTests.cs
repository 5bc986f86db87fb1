using static Infra.Tests.Systems.Community;

namespace Infra.Tests.Model.Validation;

public sealed class DatabaseServerRulesTests
{
    [Theory]
    [InlineData("postgres: [{name: postgres, volume: pg}]", "there is no volume 'pg'")]
    [InlineData("postgres: [{name: postgres, namespace: db}]", "there is no namespace 'db'")]
    [InlineData("postgres: [{name: postgres, databases: [{name: blog, environment: qa}]}]", "there is no environment 'qa'")]
    [InlineData("redis: [{name: cache, image: 'redis:8.2.1', volume: cache-data}]", "there is no volume 'cache-data'")]
    [InlineData("redis: [{name: cache, image: 'redis:8.2.1', namespace: nowhere}]", "there is no namespace 'nowhere'")]
    [InlineData(
        "redis: [{name: cache, image: 'redis:8.2.1', runsOn: compose}]",
        "databases.redis[cache].runsOn: it runs in Docker, and nothing says how")]
    [InlineData("mysql: [{name: mysql, runsOn: both, compose: {host: docker-9}}]", "there is no Docker host 'docker-9'")]
    public void RefusesWhatDoesNotExist(string databases, string says) => Refused($"databases: {{{databases}}}", says);

    [Fact]
    public void RefusesTheNameOfAServerOfAnotherEngine() =>
        RefusedAmongOthers("databases: {redis: [{name: mysql, image: 'redis:8.2.1'}]}", "the database server 'mysql' is taken");
}
