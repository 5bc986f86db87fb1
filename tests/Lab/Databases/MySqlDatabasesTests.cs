using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// The script that makes databases and users, against a real server. Slow: a MariaDB server is started and filled for them.
/// </summary>
[Collection(SharedMariaDb.Name)]
public sealed class MySqlDatabasesTests(PrivateMariaDb server)
{
    private const string Password = """w"o\r'd $p#;`%""";

    [SkippableFact]
    public void UserHasAllRightsInItsDatabase()
    {
        using var job = Job(("site", "site_owner", Password));

        var said = job.Run().Succeeded().Text;

        Assert.Equal(
            "1",
            As(
                "site_owner",
                Password,
                "site",
                "CREATE TABLE posts (id INT PRIMARY KEY); INSERT INTO posts VALUES (1); SELECT COUNT(*) FROM posts; DROP TABLE posts"));
        Assert.Equal(
            "utf8mb4", server.Sql("SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'site'"));
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
        Assert.Empty(job.Left);
    }

    [SkippableFact]
    [Pitfall("mysql-password-arguments")]
    public void NoPasswordIsInAnyProcess()
    {
        using var job = Job(("seen", "seen", Password));
        job.Shim(
            "for p in /proc/[0-9]*; do { tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n' <$p/environ; } 2>/dev/null; done >>$TMPDIR/seen\n"
                + "exec $REAL \"$@\"");

        job.Run().Succeeded();

        var seen = File.ReadAllText(Assert.Single(job.Left));
        Assert.Contains("MYSQL_HOST=127.0.0.1", seen, StringComparison.Ordinal);
        Each.Of([Password, PrivateMariaDb.RootPassword], password => Assert.DoesNotContain(password, seen, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void SecondRunKeepsDataAndPassword()
    {
        using var job = Job(("again", "again", Password));
        job.Run().Succeeded();
        server.Sql("CREATE TABLE again.kept (id INT PRIMARY KEY); INSERT INTO again.kept VALUES (1), (2)");

        job.Run().Succeeded();

        Assert.Equal("2", As("again", Password, "again", "SELECT COUNT(*) FROM kept"));
    }

    [SkippableFact]
    public void ChangedPasswordReplacesTheFormerOne()
    {
        using (var old = Job(("rotated", "rotated", "first")))
        {
            old.Run().Succeeded();
        }

        using var job = Job(("rotated", "rotated", "second"));
        job.Run().Succeeded();

        Assert.Equal("1", As("rotated", "second", "rotated", "SELECT 1"));
        Assert.Contains("ERROR 1045", As("rotated", "first", "rotated", "SELECT 1"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(19)]
    public void NextRunCompletesAnInterruptedReset(int lines)
    {
        var name = $"cut{lines}";
        using var job = Job((name, name, Password));
        // Interrupts only the run with statements on standard input; the others use -e.
        job.Shim($"""
            for argument; do [ "$argument" = -e ] && exec "$REAL" "$@"; done
            head -n {lines} | "$REAL" "$@"
            echo "ERROR 2013 (HY000): Lost connection to server during query" >&2
            exit 1
            """);
        job.Run().Failed($"the statements for '{name}' failed: ERROR 2013");
        job.Unshim();

        job.Run().Succeeded();

        Assert.Equal("1", As(name, Password, name, "SELECT 1"));
    }

    [SkippableFact]
    public void UserHasNoRightsInADatabaseWithASimilarName()
    {
        using var job = Job(("site_test", "site_test", Password));
        server.Sql("CREATE DATABASE siteXtest");

        job.Run().Succeeded();

        Assert.Equal("1", As("site_test", Password, "site_test", "SELECT 1"));
        Assert.Contains("ERROR 1044", As("site_test", Password, "siteXtest", "SELECT 1"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void OneUserMayHaveSeveralDatabasesAndOneDatabaseSeveralUsers()
    {
        using var job = Job(("left", "shared", Password), ("right", "shared", Password), ("left", "guest", "other"));

        Assert.EndsWith("3 databases match the description\n", job.Run().Succeeded().Text, StringComparison.Ordinal);

        Assert.Equal("1", As("shared", Password, "right", "SELECT 1"));
        Assert.Equal("1", As("guest", "other", "left", "SELECT 1"));
        Assert.Contains("ERROR 1044", As("guest", "other", "right", "SELECT 1"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ReportsRootsWrongPasswordWithoutWaiting()
    {
        using var job = Job(("never", "never", Password));
        job.RootPasswordIs("not this one");
        job.WaitsAtMost(600);

        job.Run().Failed("rejects root's password").Failed("docs/runbooks/mysql-recovery.md");
    }

    [SkippableFact]
    public void LimitsTheWaitForAServerThatDoesNotAnswer()
    {
        using var job = Job(("never", "never", Password));
        server.Stop();
        job.WaitsAtMost(1);

        job.Run().Failed("within 1s: ERROR 2002");
    }

    [SkippableFact]
    public async Task WaitsForAServerThatStartsLateAsync()
    {
        using var job = Job(("late", "late", Password));
        server.Stop();
        job.Shim("echo >>$TMPDIR/tries\nexec \"$REAL\" \"$@\"");

        var run = Task.Run(job.Run);
        Waiting.Until(
            () => job.Left.Any(file => file.EndsWith("/tries", StringComparison.Ordinal) && new FileInfo(file).Length > 1),
            "the script has tried twice");
        server.Start();

        (await run).Succeeded();
        Assert.Equal("1", As("late", Password, "late", "SELECT 1"));
    }

    [SkippableFact]
    public void MissingPasswordStopsTheJobBeforeAnyChange()
    {
        using var job = Job(("orphan", "orphan", Password));
        job.Forget("orphan");

        job.Run().Failed("has no password of 'orphan'");

        Assert.Equal("", server.Sql("SHOW DATABASES LIKE 'orphan'"));
    }

    [SkippableFact]
    public void DetectsAnotherAccountOfTheSameName()
    {
        using var job = Job(("shadowed", "shadowed", Password));
        server.Sql("CREATE USER shadowed@'127.0.0.1' IDENTIFIED BY 'other'");

        job.Run().Failed("'shadowed' cannot use 'shadowed': ERROR 1045");
    }

    private MySqlDatabasesRun Job(params (string Database, string User, string Password)[] databases)
    {
        server.Require();
        return new(server, databases);
    }

    private string As(string user, string password, string database, string statements) =>
        server.Query(user, password, database, statements).Text.TrimEnd('\n');
}
