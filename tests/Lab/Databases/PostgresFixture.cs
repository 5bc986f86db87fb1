namespace Infra.Tests.Lab.Databases;

/// <summary>A PostgreSQL with something in it, for the tests of a class; null where there can be none.</summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<PrivatePostgres> _server = new(() =>
    {
        var server = new PrivatePostgres();
        try
        {
            server.Sql("""
                CREATE TABLE topics (id int PRIMARY KEY, title text, score float8, made timestamptz DEFAULT now(), raw bytea);
                INSERT INTO topics SELECT i, '主题 ' || md5(i::text), random(), now(), decode(md5(i::text), 'hex') FROM generate_series(1, 5000) i;
                CREATE TABLE "Odd na'me | x" (a int);
                CREATE VIEW seen AS SELECT 1 AS one;
                """);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return server;
    });

    internal IPrivateServer Server
    {
        get
        {
            DatabaseMachine.Require();
            return _server.Value;
        }
    }

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }
    }
}
