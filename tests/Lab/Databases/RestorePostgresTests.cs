namespace Infra.Tests.Lab.Databases;

/// <summary>What the restore test of a real PostgreSQL finds.</summary>
public sealed class RestorePostgresTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [SkippableTheory]
    [InlineData("s/^table\\t5000/table\\t5001/", "topics has 5000 rows, 5001 were dumped")]
    [InlineData("s/^table\\t5000\\t[-0-9]*/table\\t5000\\t1/", "topics has other contents")]
    [InlineData("/topics/p", "2 tables instead of 3")]
    [InlineData("s/topics/posts/", "posts is missing")]
    public void WhatIsNotAsRecordedIsSaid(string edit, string says)
    {
        using var run = new DumpRun(postgres.Server);
        run.Make();
        run.Fetch().Succeeded();
        Hosts.Shell.Run("sed", "-i", edit, Path.Combine(run.Work, "fetched", "manifest"));
        run.Restore().Failed(says);
    }

    [SkippableFact]
    public void ADumpThatWasDamagedInTheStoreIsFound()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make();
        var file = Path.Combine(run.Store, run.Stored.Single(file => file.EndsWith(".dump", StringComparison.Ordinal)));
        var bytes = File.ReadAllBytes(file);
        bytes[^100] ^= 1;
        File.WriteAllBytes(file, bytes);
        run.Fetch().Failed("was damaged in the store");
    }

    [SkippableFact]
    public void WithoutADumpItFails()
    {
        using var run = new DumpRun(postgres.Server);
        Directory.CreateDirectory(run.Store);
        Hosts.Shell.Run("chmod", "-R", "a+rx", run.Store);
        run.Fetch().Failed("there is no complete dump");
    }

    [SkippableFact]
    public void DumpsThatStoppedComingAreFound()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make(DateTimeOffset.UtcNow.AddDays(-4));
        run.Variables["MAX_AGE_SECONDS"] = $"{3 * 86400}";
        run.Fetch().Failed("the newest dump is of");
    }

    [SkippableFact]
    public void AFullDiskIsSaid()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make();
        run.SmallDisk("2m");
        run.Fetch().Succeeded();
        run.Restore().Failed("initdb");
    }

    [SkippableFact]
    public void NothingOfTheScratchServerStays()
    {
        using var run = new DumpRun(postgres.Server);
        run.Make();
        run.Fetch().Succeeded();
        run.Restore().Succeeded();
        Assert.False(Directory.Exists(Path.Combine(run.Work, "server")));
    }
}
