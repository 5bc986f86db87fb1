namespace Infra.Tests.Lab.Databases;

/// <summary>The tests that share one PostgreSQL, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPostgres : ICollectionFixture<PrivatePostgres>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "a private PostgreSQL";
}
