using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Scenarios;

namespace Infra.Tests.Lab.Migration;

/// <summary>Moves of PostgreSQL's databases that are large, or whose target's disk is small.</summary>
public sealed class PostgresSizeTests
{
    [SkippableFact]
    public void FullDiskOfTheTargetIsNamedBeforeAndDuringTheCopy()
    {
        DatabaseMachine.Require();
        using var source = new PostgresServer("C");
        using var target = new PostgresServer("C.UTF-8", "56m");
        using var move = new PostgresMove(source, target, "large");
        source.Sql("CREATE TABLE filler AS SELECT i, repeat(md5(i::text), 40) FROM generate_series(1, 30000) i", "large");

        var refused = move.Run("move").Failed("MiB free in ");
        Assert.Contains("the copy needs about", refused.Text, StringComparison.Ordinal);
        Assert.True(move.SourceIsOpen());

        move.More["SPACE_PERCENT"] = "0";
        var failed = move.Run("move").Failed("No space left on device");
        Assert.Contains("(the disk of the cluster is full: ", failed.Text, StringComparison.Ordinal);
        Assert.True(move.SourceIsOpen());
        Assert.Equal("large", move.DatabasesOf(target));

        source.Sql("TRUNCATE filler", "large");
        move.Run("move").Succeeded();
        Assert.Equal("500", target.Sql("SELECT count(*) FROM orders", "large"));
    }

    /// <summary>Rows of 64 KiB each: a quarter of a gigabyte, and every night a whole one.</summary>
    public static TheoryData<int> Sizes { get; } = CutPoints.Of([4200], [16500]);

    /// <summary>Slow: all of it is written, copied, and read on both sides.</summary>
    [SkippableTheory]
    [MemberData(nameof(Sizes))]
    public void LargeDatabaseMovesInLittleMemoryWithProgress(int rows)
    {
        DatabaseMachine.Require();
        using var source = new PostgresServer("C");
        using var target = new PostgresServer("C.UTF-8");
        using var move = new PostgresMove(source, target, "giga");
        source.Sql(
            "CREATE TABLE filler (i int, t text); ALTER TABLE filler ALTER t SET STORAGE EXTERNAL; "
                + $"INSERT INTO filler SELECT i, repeat(md5((i / 64)::text), 2000) FROM generate_series(1, {rows}) i",
            "giga");
        Assert.True(long.Parse(source.Sql("SELECT pg_database_size('giga')"), null) > rows * 64000L);
        move.More["METER_SECONDS"] = "1";
        // No process of the move may have more: bash, SSH, dd and the clients of both sides.
        move.Memory = "200000";

        var said = move.Run("move").Succeeded().Text;

        Assert.Matches("compressed copy of giga \\([0-9]+ MB\\) to the cluster: [0-9]+ MiB", said);
        Assert.Equal($"{rows}", target.Sql("SELECT count(*) FROM filler", "giga"));
    }
}
