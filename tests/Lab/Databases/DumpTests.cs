using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>Tests that apply to the dumps of every kind of server: a dump can be restored, and errors are reported.</summary>
public abstract class DumpTests
{
    /// <summary>A database with data.</summary>
    private protected abstract PrivateDatabase Filled { get; }

    /// <summary>The program that writes the dump.</summary>
    private protected abstract string Dumper { get; }

    /// <summary>Rows that the restore test counts in <see cref="Filled"/>.</summary>
    private protected abstract string Counted { get; }

    [SkippableFact]
    [Pitfall("dumps-never-restored")]
    public void RestoresADumpUnchangedAndRemovesTheScratchServer()
    {
        using var run = new DumpRun(Filled);
        run.MakeAndFetch();
        Assert.Contains($"{Counted}, all as recorded", run.Restore().Succeeded().Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Work, "server")));
    }

    [SkippableFact]
    public void DumpsAnEmptyDatabase()
    {
        using var run = new DumpRun(Filled.Server.CreateDatabase());
        run.MakeAndFetch();
        Assert.Contains("0 tables, 0 rows, all as recorded", run.Restore().Succeeded().Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void DetectsDifferencesFromTheManifest()
    {
        var database = Filled.Server.CreateDatabase();
        // A column with the name that the script uses for a row.
        database.Sql("""
            CREATE TABLE topics (id int, t int, body varchar(99));
            CREATE TABLE posts (id int);
            CREATE TABLE users (id int);
            CREATE TABLE likes (id int);
            INSERT INTO topics VALUES (1, 0, 'a'), (2, 0, 'b');
            INSERT INTO posts VALUES (1), (2), (3);
            """);
        using var run = new DumpRun(database);
        run.MakeAndFetch();
        database.Sql("UPDATE topics SET body = 'another' WHERE id = 2; DELETE FROM posts WHERE id = 2; DROP TABLE users");
        run.FetchAnotherState();

        run.Restore()
            .Failed("topics has other contents")
            .Failed("posts has 2 rows, 3 were dumped")
            .Failed("users is missing")
            .Failed("3 tables instead of 4");
    }

    [SkippableFact]
    [Pitfall("dumps-incomplete")]
    public void FullDiskIsReportedAndLeavesNoDump()
    {
        using var run = new DumpRun(Filled);
        run.SmallDisk("100k");
        run.Dump().Failed($"{Dumper} failed").Failed("0 MiB free on the scratch volume");
        run.Upload().Failed("there is no dump to upload");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void FullDiskStopsTheRestoreTest()
    {
        using var run = new DumpRun(Filled);
        run.Make();
        run.SmallDisk("2m");
        run.Fetch().Succeeded();
        run.Restore().Failed("MiB free on the scratch volume");
    }

    [SkippableFact]
    [Pitfall("dumps-incomplete")]
    public void ReportsAServerThatStopsDuringTheRun()
    {
        var database = Filled.Server.CreateDatabase();
        Enlarge(database);
        using var run = new DumpRun(database);
        // The dumper's output is read slowly: it has started and cannot have ended when the server is stopped.
        run.Shim(Dumper, $$"""
            for word in "$@"; do case "$word" in --file=* | --result-file=*) file=${word#*=} ;; esac; done
            [ -n "${file:-}" ] || exec "$REAL" "$@"
            mkfifo "$file"
            "$REAL" "$@" & dump=$!
            exec {written}<"$file"
            head -c 20000 <&"$written" >/dev/null
            kill -s {{database.Server.Abruptly}} {{database.Server.ProcessId}}
            while kill -0 {{database.Server.ProcessId}}; do sleep 0.05; done 2>/dev/null
            cat <&"$written" >/dev/null
            wait $dump
            """);
        run.Dump().Failed($"{Dumper} failed");
        run.Upload().Failed("there is no dump to upload");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void ReportsAServerThatDoesNotRun()
    {
        using var run = new DumpRun(Filled);
        run.Put("credentials/port", "1");
        run.Dump().Failed("cannot connect");
    }

    [SkippableFact]
    public void ReportsAWrongPassword()
    {
        using var run = new DumpRun(Filled);
        run.Put("credentials/password", "another");
        run.Dump().Failed("cannot connect").Failed(Refusal);
        run.Upload().Failed("there is no dump to upload");
    }

    [SkippableFact]
    public void ReportsASecretOfAnotherDatabase()
    {
        using var run = new DumpRun(Filled);
        run.Put("credentials/name", "neighbour");
        run.Dump().Failed("the secret belongs to the database 'neighbour'");
        File.Delete(run.Put("credentials/username", ""));
        run.Dump().Failed("the database's secret has no 'username'");
    }

    [SkippableFact]
    public void NoPasswordIsInAProcessAMessageOrTheScratchVolume()
    {
        using var run = new DumpRun(Filled);
        run.Shim(
            Dumper,
            "for p in /proc/[0-9]*; do { tr '\\0' '\\n' <$p/cmdline; tr '\\0' '\\n' <$p/environ; } 2>/dev/null; done >$WORK/seen\n"
                + "exec $REAL \"$@\"");
        var dumped = run.Dump().Succeeded().Text;
        var seen = File.ReadAllText(Path.Combine(run.Work, "seen"));
        string[] left = [.. Directory.GetFiles(run.Work, "*", SearchOption.AllDirectories).Select(File.ReadAllText)];
        var uploaded = run.Upload().Succeeded().Text;

        Assert.Contains($"CREDENTIALS={run.Variables["CREDENTIALS"]}", seen, StringComparison.Ordinal);
        Each.Of([seen, dumped, uploaded, .. left], text => Assert.DoesNotContain(Filled.Password, text, StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(run.Work, ".login")) || File.Exists(Path.Combine(run.Work, ".rclone.conf")));
    }

    /// <summary>Message of the server for a wrong password.</summary>
    private protected abstract string Refusal { get; }

    /// <summary>Adds tens of megabytes to a database.</summary>
    private protected abstract void Enlarge(PrivateDatabase database);
}
