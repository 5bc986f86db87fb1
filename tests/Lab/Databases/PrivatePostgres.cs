using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Infra.Tests.Lab.Databases;

/// <summary>A PostgreSQL 15 in a folder of its own, with a password that needs care.</summary>
internal sealed class PrivatePostgres : IPrivateServer
{
    private const string Password = """p:w\"x 'y""";
    private readonly string _folder = DatabaseMachine.FolderFor("postgres", "postgres");
    private readonly Process _server;

    public PrivatePostgres()
    {
        var port = FreePort();
        Credentials = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["port"] = $"{port}", ["name"] = Database, ["user"] = "forum", ["password"] = Password };
        Run($"{DatabaseMachine.PostgresPrograms}/initdb", "-D", $"{_folder}/data", "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync").Succeeded();
        _server = Process.Start(DatabaseMachine.As(User, None, $"{DatabaseMachine.PostgresPrograms}/postgres", "-D", $"{_folder}/data", "-k", _folder, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"))!;
        _ = _server.StandardError.ReadToEndAsync();
        try
        {
            Prepare(port);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Prepare(int port)
    {
        Waiting.Until(() => Run("psql", "-X", "-h", _folder, "-p", $"{port}", "-U", "postgres", "-c", "SELECT 1").Code == 0, "PostgreSQL");
        Query("postgres", $"CREATE ROLE forum LOGIN PASSWORD '{Password.Replace("'", "''", StringComparison.Ordinal)}'").Succeeded();
        Query("postgres", "CREATE DATABASE forum OWNER forum").Succeeded();
    }

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    public string User => "postgres";

    public string Engine => "postgres";

    public string Database => "forum";

    public int ProcessId => _server.Id;

    public IReadOnlyDictionary<string, string> Credentials { get; }

    public string Sql(string statements) => Query(Database, $"SET ROLE forum; {statements}").Succeeded().Text;

    public void Dispose()
    {
        Waiting.Kill(_server);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private ScriptResult Query(string database, string statements) =>
        Run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", _folder, "-p", Credentials["port"], "-U", "postgres", "-d", database, "-c", statements);

    private ScriptResult Run(params string[] command) => DatabaseMachine.Run(DatabaseMachine.As(User, None, command));
}
