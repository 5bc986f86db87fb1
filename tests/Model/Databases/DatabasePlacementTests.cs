using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Databases;

/// <summary>Choice of the stack that creates a database on a shared server.</summary>
public sealed class DatabasePlacementTests
{
    [Theory]
    [InlineData("prod", null, true)]
    [InlineData("prod", "prod", true)]
    [InlineData("prod", "test", false)]
    [InlineData("test", null, false)]
    [InlineData("test", "test", true)]
    [InlineData("test", "stage", false)]
    public void StackOfTheEnvironmentCreatesADatabaseAndWithoutOneTheOwner(string stack, string? environment, bool made) =>
        Assert.Equal(made, Makes(DatabaseSystems.In(stack, "3-prod"), environment));

    [Fact]
    public void NobodyCreatesADatabaseOnAServerInDocker() => Assert.False(Makes(DatabaseSystems.In("prod", "1-dev"), environment: null));

    [Theory]
    [InlineData(Placement.K3s, true)]
    [InlineData(Placement.Both, true)]
    [InlineData(Placement.Compose, false)]
    [InlineData(Placement.Nowhere, false)]
    public void ServerIsOnTheClusterIfItsRecordPlacesItThere(Placement runsOn, bool there)
    {
        foreach (var server in EachEngine(runsOn))
        {
            Assert.Equal(there, DatabasePlacement.IsOnCluster(server));
        }
    }

    [Theory]
    [InlineData("prod", "prod", true)]
    [InlineData("prod", null, true)]
    [InlineData("prod", "infra", true)]
    [InlineData("test", null, true)]
    [InlineData("test", "infra", false)]
    public void StackOfItsNamespaceCreatesASingleDatabase(string stack, string? @namespace, bool made)
    {
        var system = DatabaseSystems.In(stack, "3-prod");
        var cache = new RedisSpec { Name = "cache", Image = "redis:8.2.1-alpine", Namespace = @namespace };

        Assert.Equal(made, DatabasePlacement.Makes(system, cache));
        Assert.Equal(made, DatabasePlacement.Makes(system, Assert.Single(cache.DatabasesIn(system))));
    }

    private static bool Makes(SystemSpec system, string? environment) =>
        DatabasePlacement.Makes(
            system,
            new ServerDatabase(system.Databases.Postgres[0], "any") { User = "any", Environment = environment });

    private static IDatabaseServerSpec[] EachEngine(Placement runsOn) =>
    [
        new PostgresSpec { Name = "a", Image = "a:1", Volume = "a", RunsOn = runsOn },
        new MySqlSpec { Name = "b", Image = "b:1", Volume = "b", RunsOn = runsOn },
        new RedisSpec { Name = "c", Image = "c:1", RunsOn = runsOn },
    ];
}
