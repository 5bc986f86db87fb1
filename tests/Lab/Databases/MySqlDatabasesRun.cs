namespace Infra.Tests.Lab.Databases;

/// <summary>A run of <c>mysql-databases.sh</c> as the job runs it: secrets in files, parameters in the environment.</summary>
internal sealed class MySqlDatabasesRun : IDisposable
{
    private readonly PrivateFolder _folder = new("mysql-job", "mysql");
    private readonly Dictionary<string, string> _variables;

    public MySqlDatabasesRun(PrivateServer server, params (string Database, string User, string Password)[] databases)
    {
        _folder.CopyScripts("infra", "Databases", "Engines", "MySql", "Scripts");
        RootPasswordIs(PrivateMariaDb.RootPassword);
        _folder.Write("databases", string.Concat(databases.Select(one => $"{one.Database} {one.User}\n")));
        foreach (var (_, user, password) in databases)
        {
            _folder.Write($"passwords/{user}", password);
        }

        _variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder["shims"]}:/usr/bin:/bin",
            ["TMPDIR"] = _folder.Make("tmp"),
            ["MYSQL_HOST"] = "127.0.0.1",
            ["MYSQL_PORT"] = $"{server.Port}",
            ["DATABASES"] = _folder["databases"],
            ["PASSWORDS"] = _folder["passwords"],
            ["ROOT_PASSWORD"] = _folder["root"],
            ["SQL"] = _folder["scripts", "mysql-databases.sql"],
            ["WAIT_SECONDS"] = "60",
            ["POLL_SECONDS"] = "0.1",
        };
    }

    /// <summary>Files that the script left in its working folder.</summary>
    public string[] Left => Directory.GetFileSystemEntries(_folder["tmp"]);

    /// <summary>Sets root's password in the job's secret.</summary>
    public void RootPasswordIs(string password) => _folder.Write("root", password);

    /// <summary>Sets the job's limit for waiting for the server.</summary>
    public void WaitsAtMost(int seconds) => _variables["WAIT_SECONDS"] = $"{seconds}";

    /// <summary>Removes a user's password from the job's secret.</summary>
    public void Forget(string user) => File.Delete(_folder["passwords", user]);

    /// <summary>Puts a MySQL client before the machine's, which it may call as <c>$REAL</c>.</summary>
    public void Shim(string script) => _folder.WriteProgram("shims/mysql", $"#!/bin/bash\nREAL=/usr/bin/mysql\n{script}\n");

    /// <summary>Removes that program.</summary>
    public void Unshim() => File.Delete(_folder["shims", "mysql"]);

    /// <summary>Runs the script.</summary>
    public ScriptResult Run() => _folder.Run(["/bin/bash", _folder["scripts", "mysql-databases.sh"]], _variables);

    public void Dispose() => _folder.Dispose();
}
