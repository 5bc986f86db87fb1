namespace Infra.Tests.Lab.Databases;

/// <summary>Dumps of a real PostgreSQL 15, restored into another, and what goes wrong on the way.</summary>
public sealed class DumpPostgresTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [SkippableFact]
    public void ADumpComesBackAsItWas()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make();
        run.Fetch().Succeeded();
        Assert.Contains("2 tables, 5000 rows, all as recorded", run.Restore().Succeeded().Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void TheCountsAreOfTheDumpsOwnMoment()
    {
        var server = postgres.Server;
        using var run = new DumpRun(server);
        run.Shim("pg_dump", $"psql -X -q -h {Socket(server)} -p {server.Credentials["port"]} -U postgres forum -c \"INSERT INTO topics(id) VALUES (999999)\" >&2\nexec $REAL \"$@\"");
        run.Make();
        server.Sql("DELETE FROM topics WHERE id = 999999");

        Assert.Contains("table\t5000\t", File.ReadAllText(Path.Combine(run.Work, "dump", "manifest")), StringComparison.Ordinal);
        run.Fetch().Succeeded();
        run.Restore().Succeeded();
    }

    [SkippableFact]
    public void EncryptedDumpsOpenWithTheirIdentityAlone()
    {
        using var run = new DumpRun(postgres.Server);
        var identity = Hosts.Shell.Run("age-keygen");
        run.Variables["RECIPIENTS"] = identity.Split('\n').Single(line => line.Contains("public key", StringComparison.Ordinal)).Split(": ")[1];
        run.Make();
        Assert.All(run.Stored.Where(file => !file.EndsWith(".manifest", StringComparison.Ordinal)), file => Assert.EndsWith(".dump.age", file, StringComparison.Ordinal));

        run.Variables["IDENTITY"] = "/nonexistent";
        run.Fetch().Failed("is encrypted and there is no identity");
        run.Variables["IDENTITY"] = run.Put("identity", identity);
        run.Fetch().Succeeded();
        run.Restore().Succeeded();
    }

    [SkippableFact]
    public void WithoutAgeNothingLeavesUnencrypted()
    {
        using var run = new DumpRun(postgres.Server);
        run.Variables["RECIPIENTS"] = "age1qqqq";
        run.Dump().Succeeded();
        run.Upload().Failed("age did not encrypt");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void AFullDiskIsSaidAndLeavesNothingToUpload()
    {
        using var run = new DumpRun(postgres.Server);
        run.SmallDisk("100k");
        run.Dump().Failed("pg_dump stopped").Failed("0 MiB free in the scratch space");
        run.Upload().Failed("there is no dump to upload");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void AServerThatGoesHalfWayIsSaid()
    {
        DatabaseMachine.Require();
        using var server = new PrivatePostgres();
        server.Sql("CREATE TABLE big AS SELECT i, md5(i::text) AS text FROM generate_series(1, 400000) i");
        using var run = new DumpRun(server);
        // The real pg_dump, until it has written something; then the server is killed.
        run.Shim("pg_dump", $$"""
            "$REAL" "$@" & dump=$!
            for word in "$@"; do case "$word" in --file=*) file=${word#--file=} ;; esac; done
            until [ "$(stat -c %s "$file" 2>/dev/null || echo 0)" -gt 20000 ]; do kill -0 $dump || break; done
            kill -QUIT {{server.ProcessId}}
            wait $dump
            """);
        run.Dump().Failed("pg_dump stopped");
        run.Upload().Failed("there is no dump to upload");
    }

    [SkippableFact]
    public void AServerThatIsAwayIsSaid()
    {
        using var run = new DumpRun(postgres.Server);
        run.Put("credentials/port", "1");
        run.Dump().Failed("no session");
    }

    [SkippableFact]
    public void ACutUploadCountsForNothingAndTheOldDumpStays()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make(DateTimeOffset.UtcNow.AddHours(-2));
        var before = run.Stored;
        run.Shim("rclone", """
            last=${!#}
            case "$*" in
              *copyto*) args=("$@"); from=${args[-2]}; head -c 1000 "$from" >"${last#off:}"; echo 'connection reset' >&2; exit 1 ;;
            esac
            exec "$REAL" "$@"
            """);
        run.Dump().Succeeded();
        run.Upload().Failed("the upload of");
        run.Unshim("rclone");

        Assert.Equal(before.Where(file => file.EndsWith(".manifest", StringComparison.Ordinal)), run.Stored.Where(file => file.EndsWith(".manifest", StringComparison.Ordinal)));
        run.Fetch().Succeeded();
        run.Restore().Succeeded();
    }

    [SkippableFact]
    public void WhatArrivesDamagedIsFoundAndRemoved()
    {
        using var run = new DumpRun(postgres.Server);
        run.Shim("rclone", """
            "$REAL" "$@" || exit
            last=${!#}
            case "$*" in *copyto*) printf X | dd of="${last#off:}" bs=1 seek=500 conv=notrunc status=none ;; esac
            """);
        run.Dump().Succeeded();
        run.Upload().Failed("is not what was sent");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void AStoreThatRefusesIsSaid()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make(DateTimeOffset.UtcNow.AddHours(-2));
        Hosts.Shell.Run("chmod", "500", run.Store);
        run.Dump().Succeeded();
        run.Upload().Failed("the upload of");
        Assert.Equal(2, run.Stored.Length);
    }

    [SkippableFact]
    public void OldDumpsGoAndTheNewestStayWhateverTheirAge()
    {
        using var run = new DumpRun(postgres.Server);
        var now = DateTimeOffset.UtcNow;
        foreach (var days in new[] { 9, 8, 7 })
        {
            run.Make(now.AddDays(-days));
        }

        Assert.Equal(6, run.Stored.Length);
        run.Make();

        Assert.Equal(4, run.Stored.Length);
        Assert.Contains(run.Stored, file => file.Contains($"{now.AddDays(-7):yyyyMMdd}", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void WhatACutUploadLeftGoesInTime()
    {
        using var run = new DumpRun(postgres.Server);
        Directory.CreateDirectory(run.Store);
        Hosts.Shell.Run("chown", "-R", "postgres", Path.GetDirectoryName(Path.GetDirectoryName(run.Store))!);
        File.WriteAllText(Path.Combine(run.Store, "forum-20200101T030000Z.dump"), "half");
        run.Make();
        Assert.DoesNotContain("forum-20200101T030000Z.dump", run.Stored);
    }

    [SkippableFact]
    public void NoFailedRunRemovesAnything()
    {
        using var run = new DumpRun(postgres.Server);
        var now = DateTimeOffset.UtcNow;
        foreach (var days in new[] { 9, 8, 7 })
        {
            run.Make(now.AddDays(-days));
        }

        run.Shim("rclone", """case "$*" in *copyto*) exit 1 ;; esac; exec "$REAL" "$@" """);
        run.Dump().Succeeded();
        run.Upload().Failed("the upload of");
        Assert.Equal(6, run.Stored.Length);
    }

    [SkippableFact]
    public void NoPasswordIsInAnyProcessOrMessage()
    {
        using var run = new DumpRun(postgres.Server);
        run.Shim("pg_dump", "for p in /proc/[0-9]*; do { tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n' <$p/environ; } 2>/dev/null; done >$WORK/seen\nexec $REAL \"$@\"");
        var said = run.Dump().Succeeded().Text + run.Upload().Succeeded().Text;
        var seen = File.ReadAllText(Path.Combine(run.Work, "seen"));

        Assert.Contains("offsite-dump", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(postgres.Server.Credentials["password"], seen + said, StringComparison.Ordinal);
    }

    private static string Socket(IPrivateServer server) => Hosts.Shell.Run("sh", "-c", $"tr '\\0' '\\n' </proc/{server.ProcessId}/cmdline | sed -n '/^-k$/{{n;p}}'").Trim();
}
