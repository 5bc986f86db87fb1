namespace Infra.Tests.Lab.Databases;

/// <summary>Dumps of a real MariaDB, restored into another, and what goes wrong on the way.</summary>
public sealed class DumpMariaDbTests(MariaDbFixture maria) : IClassFixture<MariaDbFixture>
{
    [SkippableFact]
    public void ADumpComesBackAsItWas()
    {
        using var run = new DumpRun(maria.Server);
        run.Make();
        run.Fetch().Succeeded();
        Assert.Contains("3 tables, 3 rows, all as recorded", run.Restore().Succeeded().Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void ATableWrittenMeanwhileIsRecordedAsSuchAndStillRestores()
    {
        using var run = new DumpRun(maria.Server);
        run.Shim("mysqldump", $"$REAL \"$@\" || exit\n[ $# = 1 ] || mariadb --defaults-extra-file=$WORK/.my.cnf blog -e \"REPLACE INTO wp_options VALUES ('cron', now(6))\"");
        run.Make();
        Assert.Contains("changed\t", File.ReadAllText(Path.Combine(run.Work, "dump", "manifest")), StringComparison.Ordinal);
        run.Fetch().Succeeded();
        run.Restore().Succeeded();
        maria.Server.Sql("DELETE FROM wp_options WHERE name = 'cron'");
    }

    [SkippableFact]
    public void AnotherContentIsFound()
    {
        using var run = new DumpRun(maria.Server);
        run.Make();
        run.Fetch().Succeeded();
        Hosts.Shell.Run("sed", "-i", "s/siteurl/siteurI/", Path.Combine(run.Work, "fetched", "data"));
        run.Restore().Failed("wp_options has other contents");
    }

    [SkippableFact]
    public void AFullDiskIsSaidAndLeavesNothingToUpload()
    {
        var server = maria.Server;
        server.Sql("CREATE TABLE big (t longtext); INSERT INTO big VALUES (repeat('x', 900000))");
        using var run = new DumpRun(server);
        run.SmallDisk("300k");
        run.Dump().Failed("0 MiB free in the scratch space");
        run.Upload().Failed("there is no dump to upload");
        server.Sql("DROP TABLE big");
    }

    [SkippableFact]
    public void AServerThatGoesHalfWayIsSaid()
    {
        DatabaseMachine.Require();
        using var server = new PrivateMariaDb();
        server.Sql("CREATE TABLE big (t longtext); INSERT INTO big SELECT repeat(md5(seq), 50) FROM seq_1_to_20000");
        using var run = new DumpRun(server);
        run.Shim("mysqldump", $$"""
            "$REAL" "$@" & dump=$!
            for word in "$@"; do case "$word" in --result-file=*) file=${word#--result-file=} ;; esac; done
            if [ -n "${file:-}" ]; then
              until [ "$(stat -c %s "$file" 2>/dev/null || echo 0)" -gt 20000 ]; do kill -0 $dump || break; done
              kill -KILL {{server.ProcessId}}
            fi
            wait $dump
            """);
        run.Dump().Failed("mysqldump stopped");
        run.Upload().Failed("there is no dump to upload");
    }

    [SkippableFact]
    public void NoPasswordIsInAnyProcessOrMessage()
    {
        using var run = new DumpRun(maria.Server);
        run.Shim("mysqldump", "for p in /proc/[0-9]*; do { tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n' <$p/environ; } 2>/dev/null; done >$WORK/seen\nexec $REAL \"$@\"");
        var said = run.Dump().Succeeded().Text + run.Upload().Succeeded().Text;
        var seen = File.ReadAllText(Path.Combine(run.Work, "seen"));

        Assert.Contains("--single-transaction", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(maria.Server.Credentials["password"], seen + said, StringComparison.Ordinal);
    }
}
