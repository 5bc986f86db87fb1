using System.Diagnostics;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// A MariaDB in a folder of its own, with a password that needs care. It stands in for Percona Server, which Debian does not have: the
/// scripts use what both understand, and what differs (how a data folder is made, GTIDs) is asked of the program itself.
/// </summary>
internal sealed class PrivateMariaDb : IPrivateServer
{
    private const string Password = """p"a'ss\w#rd :""";
    private readonly string _folder = DatabaseMachine.FolderFor("mysql", "mariadb");
    private readonly Process _server;

    public PrivateMariaDb()
    {
        var port = PrivatePostgres.FreePort();
        Credentials = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["port"] = $"{port}", ["name"] = Database, ["user"] = "blog", ["password"] = Password };
        Run("", "mariadb-install-db", "--no-defaults", $"--datadir={_folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db").Succeeded();
        _server = Process.Start(DatabaseMachine.As(
            User, PrivatePostgres.None, "/usr/sbin/mariadbd", "--no-defaults", $"--datadir={_folder}/data", $"--socket={_folder}/s", $"--port={port}", "--bind-address=127.0.0.1", $"--pid-file={_folder}/pid", $"--tmpdir={_folder}"))!;
        _ = _server.StandardError.ReadToEndAsync();
        try
        {
            Prepare();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Prepare()
    {
        Waiting.Until(() => Query("SELECT 1", "mysql").Code == 0, "MariaDB");
        Query($"SET sql_mode = 'NO_BACKSLASH_ESCAPES'; CREATE DATABASE blog CHARACTER SET utf8mb4; CREATE USER blog@'%' IDENTIFIED BY '{Password.Replace("'", "''", StringComparison.Ordinal)}'; GRANT ALL ON blog.* TO blog@'%'", "mysql").Succeeded();
    }

    public string User => "mysql";

    public string Engine => "mysql";

    public string Database => "blog";

    public int ProcessId => _server.Id;

    public IReadOnlyDictionary<string, string> Credentials { get; }

    public string Sql(string statements) => Query(statements, Database).Succeeded().Text;

    public void Dispose()
    {
        Waiting.Kill(_server);
        Directory.Delete(_folder, recursive: true);
    }

    private ScriptResult Query(string statements, string database) => Run(statements, "mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-N", "-B", "-u", "root", "-S", $"{_folder}/s", database);

    private ScriptResult Run(string input, params string[] command) => DatabaseMachine.Run(DatabaseMachine.As(User, PrivatePostgres.None, command), input);
}
