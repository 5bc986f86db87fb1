namespace Infra.Tests.Lab.Databases;

/// <summary>A MariaDB with something in it, for the tests of a class.</summary>
public sealed class MariaDbFixture : IDisposable
{
    private readonly Lazy<PrivateMariaDb> _server = new(() =>
    {
        var server = new PrivateMariaDb();
        try
        {
            server.Sql("""
                CREATE TABLE wp_posts (id int PRIMARY KEY AUTO_INCREMENT, body longtext, made datetime DEFAULT now(), raw blob);
                INSERT INTO wp_posts (body, raw) VALUES ('你好', x'00ff'), ('a''b', NULL);
                CREATE TABLE wp_options (name varchar(64) PRIMARY KEY, value text);
                INSERT INTO wp_options VALUES ('siteurl', 'x');
                CREATE TABLE `od``d` (a int);
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
