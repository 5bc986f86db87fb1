using Infra.Model;
using Infra.Tests.Support;

namespace Infra.Tests.Model.Databases;

/// <summary>Which stack makes what on a server that several share.</summary>
public sealed class DatabasePlacementTests
{
    [Theory]
    [InlineData("prod", null, true)]
    [InlineData("prod", "prod", true)]
    [InlineData("prod", "test", false)]
    [InlineData("test", null, false)]
    [InlineData("test", "test", true)]
    [InlineData("test", "stage", false)]
    public void ADatabaseIsMadeByTheStackOfItsEnvironmentAndWithoutOneByTheOwner(string stack, string? environment, bool made) =>
        Assert.Equal(made, DatabasePlacement.Makes(DatabaseSystems.In(stack, "3-prod"), "postgres", environment));

    [Fact]
    public void NothingIsMadeOnAServerInDocker() => Assert.False(DatabasePlacement.Makes(DatabaseSystems.In("prod", "1-dev"), "postgres", environment: null));
}
