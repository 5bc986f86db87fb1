using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Databases;

/// <summary>A real server of MySQL's kind (Debian's MariaDB), in a folder of its own on a port of its own, for one class of tests.</summary>
public sealed class MySqlServer : IDisposable
{
    /// <summary>Root's password, with characters that shells, option files and SQL each mind.</summary>
    public const string RootPassword = """r"o\o't $p#;`%""";

    private static readonly string[] Programs = ["/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/mysql"];

    private readonly string _folder;
    private readonly Process? _process;

    /// <summary>Starts the server; does nothing where it cannot run.</summary>
    public MySqlServer()
    {
        _folder = Directory.CreateTempSubdirectory("infra-mysql-").FullName;
        if (Obstacle is not null)
        {
            return;
        }

        var data = Path.Combine(_folder, "data");
        Shell.Run(Programs[1], "--no-defaults", "--user=root", $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db");
        Port = FreePort();
        _process = Shell.Start(
            Programs[0],
            ["--no-defaults", "--user=root", $"--datadir={data}", $"--socket={Path.Combine(_folder, "s")}", $"--port={Port}", "--bind-address=127.0.0.1", "--skip-name-resolve", $"--pid-file={Path.Combine(_folder, "pid")}"]);
        // Unread, a full pipe would stop the server.
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        var quoted = RootPassword.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
        // The installation's own accounts of root for this address would go before the one for any.
        Await($"DELETE FROM mysql.global_priv WHERE User = '' OR Host <> 'localhost'; FLUSH PRIVILEGES; CREATE USER root@'%' IDENTIFIED BY '{quoted}'; GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;");
    }

    /// <summary>Why the server cannot run here; null when it can.</summary>
    public static string? Obstacle { get; } = !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "it needs Linux and root"
        : Array.Find(Programs, program => !File.Exists(program)) is { } missing ? $"missing: {missing} (Debian: mariadb-server)"
        : null;

    /// <summary>The port it listens on, at 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Skips the test with the reason where the server cannot run; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        if (Obstacle is { } obstacle && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {obstacle}");
        }

        Skip.If(Obstacle is not null, $"a real MySQL server: {Obstacle}");
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs statements as the server's own administrator; gives what they print, without the last line's end.</summary>
    public string Sql(string statements) => Shell.Run(Programs[2], "--no-defaults", $"--socket={Path.Combine(_folder, "s")}", "--batch", "--skip-column-names", "-e", statements).TrimEnd('\n');

    /// <summary>Runs statements as a user over the network; gives what they print, or null where they fail.</summary>
    public string? SqlAs(string user, string password, string database, string statements)
    {
        var file = Path.Combine(_folder, Guid.NewGuid().ToString("n"));
        File.WriteAllText(file, $"[client]\nhost=127.0.0.1\nport={Port}\nuser={user}\npassword=\"{password.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
        try
        {
            return Shell.Run(Programs[2], $"--defaults-file={file}", "--protocol=tcp", "--batch", "--skip-column-names", $"--database={database}", "-e", statements).TrimEnd('\n');
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            _process.Kill();
            _process.WaitForExit();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void Await(string statements)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Sql(statements);
                return;
            }
            catch (InvalidOperationException) when (attempt < 150 && !_process!.HasExited)
            {
                Thread.Sleep(200);
            }
        }
    }
}
