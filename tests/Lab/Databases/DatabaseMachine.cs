using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>What the tests with real databases need of the machine: Debian's servers, rclone and age, and root to become the servers' users.</summary>
internal static class DatabaseMachine
{
    /// <summary>PostgreSQL's programs.</summary>
    public const string PostgresPrograms = "/usr/lib/postgresql/15/bin";

    private static readonly string[] s_needed =
        [$"{PostgresPrograms}/initdb", "/usr/bin/pg_dump", "/usr/sbin/mariadbd", "/usr/bin/mysqldump", "/usr/bin/rclone", "/usr/bin/age", "/usr/bin/setpriv"];

    /// <summary>Skips the test with the reason where it cannot run; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        var missing = s_needed.Where(file => !File.Exists(file)).ToArray();
        var obstacle = !OperatingSystem.IsLinux() || Environment.UserName != "root" ? "it needs Linux and root"
            : missing.Length > 0 ? $"missing: {string.Join(", ", missing)} (Debian: postgresql-15, mariadb-server, rclone, age, util-linux)"
            : null;
        if (obstacle is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {obstacle}");
        }

        Skip.If(obstacle is not null, $"the lab of databases: {obstacle}");
    }

    /// <summary>A folder that belongs to a user.</summary>
    public static string FolderFor(string user, string kind)
    {
        var folder = Directory.CreateTempSubdirectory($"infra-lab-{kind}-").FullName;
        Hosts.Shell.Run("chown", user, folder);
        return folder;
    }

    /// <summary>Copies the scripts of a folder of the program to where the user may read them.</summary>
    public static string CopyScripts(string to, params string[] from)
    {
        var folder = Path.Combine(to, "scripts");
        Directory.CreateDirectory(folder);
        foreach (var script in Directory.GetFiles(Repository.File(from), "*.sh"))
        {
            File.Copy(script, Path.Combine(folder, Path.GetFileName(script)));
        }

        Hosts.Shell.Run("chmod", "-R", "a+rX", folder);
        return folder;
    }

    /// <summary>A program as a user, with these variables and no others.</summary>
    public static ProcessStartInfo As(string user, IReadOnlyDictionary<string, string> variables, params IEnumerable<string> command)
    {
        var info = new ProcessStartInfo("/usr/bin/setpriv", [$"--reuid={user}", $"--regid={user}", "--init-groups", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        info.Environment.Clear();
        info.Environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    /// <summary>Runs a program to its end.</summary>
    public static ScriptResult Run(ProcessStartInfo info, string input = "")
    {
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }
}
