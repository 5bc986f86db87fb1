using Infra.Databases;
using Infra.Flows;
using Infra.Model;
using Infra.Tests.Support;
using Infra.Tests.Systems;

namespace Infra.Tests.Databases;

public sealed class DatabaseEnginesTests
{
    [Fact]
    public void EveryRecordOfAServerHasOneEngine()
    {
        Type[] records = [.. typeof(IDatabaseServerSpec).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDatabaseServerSpec)))];

        Assert.Equal(records.Length, DatabaseEngines.All.Count);
        Each.Of(records, record => Assert
            .Single(DatabaseEngines.All, engine => engine.Runs((IDatabaseServerSpec)Activator.CreateInstance(record)!)));
    }

    [Fact]
    public void EngineSeesTheServersOfItsSection()
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));

        Assert.Equal(
            system.Databases.Servers().Select(server => server.Name),
            DatabaseEngines.All.SelectMany(engine => engine.Servers(system)).Select(server => server.Name));
    }

    [Theory]
    [InlineData("postgres", false, "infra", "cnpg.io/cluster", "postgres")]
    [InlineData("postgres", true, "infra", "cnpg.io/poolerName", "postgres-pooler")]
    [InlineData("mysql", true, "infra", "app.kubernetes.io/instance", "mysql")]
    [InlineData("cache", true, "prod", "app.kubernetes.io/name", "cache")]
    public void ClientsReachPodsByOneLabelOfTheirOperator(string name, bool pooled, string @namespace, string label, string value)
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In("prod", "3-prod"));
        var server = system.Databases.Server(name)!;

        PodsEnd pods = DatabaseEngines.Of(server).ClientPods(system, server, pooled);

        Assert.Equal(@namespace, pods.Namespace);
        Assert.Equal(new(label, value), Assert.Single(pods.Labels));
    }

    [Theory]
    [InlineData("prod", "cache mysql postgres redis")]
    [InlineData("stage", "cache redis")]
    [InlineData("test", "cache mysql postgres redis")]
    public void EngineIsInTheStackThatMakesAServerOrADatabase(string stack, string servers)
    {
        var system = DatabaseSystems.WithRedis(DatabaseSystems.In(stack, "3-prod"));

        var made = DatabaseEngines.All.Where(engine => engine.IsIn(system)).SelectMany(engine => engine.Servers(system))
            .Select(server => server.Name);

        Assert.Equal(servers.Split(' '), made.Order(StringComparer.Ordinal));
    }
}
