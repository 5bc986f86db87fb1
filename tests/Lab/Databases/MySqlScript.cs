using System.Diagnostics;
using System.Globalization;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>A run of <c>mysql-databases.sh</c> as the job runs it: the files of the repository, secrets in files, parameters in the environment.</summary>
internal sealed class MySqlScript : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-mysql-job-").FullName;

    public MySqlScript(string rootPassword, params (string Database, string User, string Password)[] databases)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "passwords"));
        File.WriteAllText(Path.Combine(_folder, "root"), rootPassword);
        File.WriteAllLines(Path.Combine(_folder, "databases"), databases.Select(one => $"{one.Database} {one.User}"));
        foreach (var (_, user, password) in databases)
        {
            File.WriteAllText(Path.Combine(_folder, "passwords", user), password);
        }
    }

    /// <summary>A folder of programs that come before the machine's.</summary>
    public string Programs => Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;

    /// <summary>Forgets a user's password.</summary>
    public void Forget(string user) => File.Delete(Path.Combine(_folder, "passwords", user));

    /// <summary>Puts a client of MySQL before the machine's that loses the server after so many lines of the statements.</summary>
    public void CutAfter(int lines)
    {
        var client = Path.Combine(Programs, "mysql");
        // Only a run that is fed statements is cut: the others say -e.
        File.WriteAllText(client, $"""
            #!/bin/bash
            for argument; do [ "$argument" = -e ] && exec /usr/bin/mysql "$@"; done
            head -n {lines.ToString(CultureInfo.InvariantCulture)} | /usr/bin/mysql "$@"
            echo "ERROR 2013 (HY000): Lost connection to server during query" >&2
            exit 1
            """);
        File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Takes that client away again.</summary>
    public void Mend() => File.Delete(Path.Combine(Programs, "mysql"));

    /// <summary>Runs the script.</summary>
    public (int Code, string Text) Run(int port, int wait = 20)
    {
        var scripts = Repository.File("infra", "Databases", "Scripts");
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(scripts, "mysql-databases.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}",
                ["MYSQL_HOST"] = "127.0.0.1",
                ["MYSQL_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["DATABASES"] = Path.Combine(_folder, "databases"),
                ["PASSWORDS"] = Path.Combine(_folder, "passwords"),
                ["ROOT_PASSWORD"] = Path.Combine(_folder, "root"),
                ["SQL"] = Path.Combine(scripts, "mysql-databases.sql"),
                ["WAIT_SECONDS"] = wait.ToString(CultureInfo.InvariantCulture),
                ["POLL_SECONDS"] = "0.2",
            },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
