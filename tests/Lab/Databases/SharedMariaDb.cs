namespace Infra.Tests.Lab.Databases;

/// <summary>The tests that share one MariaDB, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedMariaDb : ICollectionFixture<PrivateMariaDb>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "a private MariaDB";
}
