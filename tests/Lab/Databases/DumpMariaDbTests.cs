namespace Infra.Tests.Lab.Databases;

/// <summary>Dumps of a real MariaDB, restored into another. Slow: a MariaDB server is started and filled for them.</summary>
[Collection(SharedMariaDb.Name)]
public sealed class DumpMariaDbTests(PrivateMariaDb maria) : DumpTests
{
    private protected override PrivateDatabase Filled => maria.Blog;

    private protected override string Dumper => "mysqldump";

    private protected override string Counted => "3 tables, 4 rows";

    private protected override string Refusal => "Access denied";

    [SkippableFact]
    public void RecordsATableChangedDuringTheDumpAndRestoresIt()
    {
        var database = maria.CreateDatabase();
        database.Sql("CREATE TABLE options (name varchar(64) PRIMARY KEY, value text); INSERT INTO options VALUES ('siteurl', 'x')");
        using var run = new DumpRun(database);
        run.Shim(
            "mysqldump",
            "$REAL \"$@\" || exit\n"
                + $"[ $# = 1 ] || mariadb --defaults-extra-file=$WORK/.login {database.Name} "
                + "-e \"INSERT INTO options VALUES ('cron', now(6))\"");
        run.MakeAndFetch();

        Assert.Contains("changed\t1\t2\toptions", run.Manifest, StringComparison.Ordinal);
        run.Restore().Succeeded();
    }

    [SkippableFact]
    [Pitfall("dumps-incomplete")]
    public void FullDiskStopsTheCompressionBeforeTheUpload()
    {
        using var run = new DumpRun(maria.Blog);
        run.SmallDisk("2m");
        run.Dump().Succeeded();
        run.FillDisk();
        run.Upload().Failed("cannot compress the dump (0 MiB free on the scratch volume");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    [Pitfall("mysql-primary-key")]
    public void DumpContainsNoLockTables()
    {
        using var run = new DumpRun(maria.Blog);
        run.MakeAndFetch();

        Assert.DoesNotContain("LOCK TABLES", File.ReadAllText(Path.Combine(run.Work, "fetched", "data")), StringComparison.Ordinal);
    }

    private protected override void Enlarge(PrivateDatabase database) =>
        database.Sql("CREATE TABLE big (t longtext); INSERT INTO big SELECT repeat(md5(seq), 50) FROM seq_1_to_20000");
}
