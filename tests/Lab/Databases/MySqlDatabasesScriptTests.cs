namespace Infra.Tests.Lab.Databases;

/// <summary>The script that makes databases and users, against a real server.</summary>
public sealed class MySqlDatabasesScriptTests(MySqlServer server) : IClassFixture<MySqlServer>
{
    private const string Password = """w"o\r'd $p#;`%""";

    [SkippableFact]
    public void AUserCanDoAnythingInItsDatabase()
    {
        MySqlServer.Require();
        using var script = new MySqlScript(MySqlServer.RootPassword, ("blog", "blog_owner", Password));

        var (code, text) = script.Run(server.Port);

        Assert.True(code == 0, text);
        Assert.Equal("1", server.SqlAs("blog_owner", Password, "blog", "CREATE TABLE posts (id INT PRIMARY KEY); INSERT INTO posts VALUES (1); SELECT COUNT(*) FROM posts; DROP TABLE posts"));
        Assert.Equal("utf8mb4", server.Sql("SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'blog'"));
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ASecondRunKeepsDataAndPassword()
    {
        MySqlServer.Require();
        using var script = new MySqlScript(MySqlServer.RootPassword, ("again", "again", Password));
        Assert.Equal(0, script.Run(server.Port).Code);
        server.Sql("CREATE TABLE again.kept (id INT PRIMARY KEY); INSERT INTO again.kept VALUES (1), (2)");

        var (code, text) = script.Run(server.Port);

        Assert.True(code == 0, text);
        Assert.Equal("2", server.SqlAs("again", Password, "again", "SELECT COUNT(*) FROM kept"));
    }

    [SkippableFact]
    public void AnotherPasswordTakesTheOldOnesPlace()
    {
        MySqlServer.Require();
        using (var old = new MySqlScript(MySqlServer.RootPassword, ("rotated", "rotated", "first")))
        {
            Assert.Equal(0, old.Run(server.Port).Code);
        }

        using var script = new MySqlScript(MySqlServer.RootPassword, ("rotated", "rotated", "second"));
        Assert.Equal(0, script.Run(server.Port).Code);

        Assert.Equal("1", server.SqlAs("rotated", "second", "rotated", "SELECT 1"));
        Assert.Null(server.SqlAs("rotated", "first", "rotated", "SELECT 1"));
    }

    [SkippableTheory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(19)]
    public void CutOffAnywhereTheNextRunCompletesIt(int lines)
    {
        MySqlServer.Require();
        var name = $"cut{lines}";
        using var script = new MySqlScript(MySqlServer.RootPassword, (name, name, Password));
        script.CutAfter(lines);
        var (cut, said) = script.Run(server.Port);
        script.Mend();

        var (code, text) = script.Run(server.Port);

        Assert.Equal(1, cut);
        Assert.Contains($"the statements for '{name}' stopped: ERROR 2013", said, StringComparison.Ordinal);
        Assert.True(code == 0, text);
        Assert.Equal("1", server.SqlAs(name, Password, name, "SELECT 1"));
    }

    [SkippableFact]
    public void AUserReachesNoDatabaseWhoseNameOnlyLooksLikeIts()
    {
        MySqlServer.Require();
        server.Sql("CREATE DATABASE IF NOT EXISTS siteXtest");
        using var script = new MySqlScript(MySqlServer.RootPassword, ("site_test", "site_test", Password));

        Assert.Equal(0, script.Run(server.Port).Code);

        Assert.Equal("1", server.SqlAs("site_test", Password, "site_test", "SELECT 1"));
        Assert.Null(server.SqlAs("site_test", Password, "siteXtest", "SELECT 1"));
    }

    [SkippableFact]
    public void OneUserMayHaveSeveralDatabasesAndOneDatabaseSeveralUsers()
    {
        MySqlServer.Require();
        using var script = new MySqlScript(MySqlServer.RootPassword, ("left", "shared", Password), ("right", "shared", Password), ("left", "guest", "other"));

        var (code, text) = script.Run(server.Port);

        Assert.True(code == 0, text);
        Assert.EndsWith("3 databases are as described\n", text, StringComparison.Ordinal);
        Assert.Equal("1", server.SqlAs("shared", Password, "right", "SELECT 1"));
        Assert.Equal("1", server.SqlAs("guest", "other", "left", "SELECT 1"));
        Assert.Null(server.SqlAs("guest", "other", "right", "SELECT 1"));
    }

    [SkippableFact]
    public void RootsWrongPasswordIsSaidAtOnce()
    {
        MySqlServer.Require();
        using var script = new MySqlScript("not this one", ("blog", "blog", Password));

        var (code, text) = script.Run(server.Port, wait: 600);

        Assert.Equal(1, code);
        Assert.Contains("refuses root's password", text, StringComparison.Ordinal);
        Assert.Contains("docs/runbooks/mysql-recovery.md", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void AServerThatDoesNotAnswerIsWaitedForWithinItsTime()
    {
        MySqlServer.Require();
        using var script = new MySqlScript(MySqlServer.RootPassword, ("blog", "blog", Password));

        var (code, text) = script.Run(MySqlServer.FreePort(), wait: 1);

        Assert.Equal(1, code);
        Assert.Contains("within 1s: ERROR 2002", text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void AMissingPasswordStopsBeforeAnythingIsMade()
    {
        MySqlServer.Require();
        using var script = new MySqlScript(MySqlServer.RootPassword, ("orphan", "orphan", Password));
        script.Forget("orphan");

        var (code, text) = script.Run(server.Port);

        Assert.Equal(1, code);
        Assert.Contains("there is no password of 'orphan'", text, StringComparison.Ordinal);
        Assert.Equal("", server.Sql("SHOW DATABASES LIKE 'orphan'"));
    }

    [SkippableFact]
    public void AnAccountThatStandsInTheWayIsFound()
    {
        MySqlServer.Require();
        server.Sql("CREATE OR REPLACE USER shadowed@'127.0.0.1' IDENTIFIED BY 'other'");
        using var script = new MySqlScript(MySqlServer.RootPassword, ("shadowed", "shadowed", Password));

        var (code, text) = script.Run(server.Port);

        Assert.Equal(1, code);
        Assert.Contains("'shadowed' cannot use 'shadowed': ERROR 1045", text, StringComparison.Ordinal);
    }
}
