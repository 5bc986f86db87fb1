namespace Infra.Tests.Lab.Databases;

/// <summary>
/// Requirements of the tests with real databases on the machine: Debian's servers, rclone, age and BusyBox, and root to become the servers'
/// users.
/// </summary>
internal static class DatabaseMachine
{
    private static readonly string[] RequiredFiles =
    [
        $"{PostgresImage.DebiansPrograms}/initdb", $"{PostgresImage.DebiansExtensions}/pg_trgm.control", "/usr/bin/pg_dump",
        "/usr/sbin/mariadbd", "/usr/bin/mysqldump", "/usr/bin/rclone", "/usr/bin/age", "/usr/bin/busybox", "/usr/bin/setpriv",
    ];

    /// <summary>Reason why the tests cannot run on this machine; null if they can.</summary>
    public static string? Obstacle { get; } = FindObstacle();

    /// <summary>Skips the test with the reason if it cannot run; with <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        if (Obstacle is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {Obstacle}");
        }

        Skip.If(Obstacle is not null, $"the lab of databases: {Obstacle}");
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return "it needs Linux and root";
        }

        var missing = RequiredFiles.Where(file => !File.Exists(file)).ToArray();
        return missing.Length > 0
            ? $"missing: {string.Join(", ", missing)} (Debian: postgresql-15, mariadb-server, rclone, age, busybox, util-linux)"
            : null;
    }
}
