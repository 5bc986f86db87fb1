using System.Globalization;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// Tests of uploading a dump to the store, and of the dumps already there. Slow: a PostgreSQL server is started and filled for them.
/// </summary>
[Collection(SharedPostgres.Name)]
public sealed class UploadTests(PrivatePostgres postgres)
{
    private static readonly string[] CompleteDump = [".dump", ".manifest"];

    [SkippableFact]
    public void EncryptedDumpsRequireTheirIdentity()
    {
        using var run = new DumpRun(postgres.Forum);
        var identity = Hosts.Shell.Run("age-keygen");
        run.Variables["RECIPIENTS"] = RecipientOf(identity);
        run.Make();
        Assert.EndsWith(".dump.age", run.Stored[0], StringComparison.Ordinal);
        Assert.StartsWith("age-encryption.org/", File.ReadAllText(Path.Combine(run.Store, run.Stored[0])), StringComparison.Ordinal);

        run.Variables["IDENTITY"] = "/nonexistent";
        run.Fetch().Failed("is encrypted, but there is no identity");
        run.Variables["IDENTITY"] = run.Put("another", Hosts.Shell.Run("age-keygen"));
        run.Fetch().Failed("cannot decrypt");
        run.Variables["IDENTITY"] = run.Put("identity", identity);
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void RclonesImageHasTheToolsOfUploadAndFetch()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", CompleteDump);
        run.Leave("20200102T030000Z", CompleteDump);
        var identity = Hosts.Shell.Run("age-keygen");
        run.Variables["RECIPIENTS"] = RecipientOf(identity);
        run.Variables["IDENTITY"] = run.Put("identity", identity);
        run.Variables["MAX_AGE_SECONDS"] = "3600";
        run.Dump().Succeeded();
        run.AsInRclonesImage("age");

        Assert.Contains("2 dumps kept, 2 old files removed", run.Upload().Succeeded().Text, StringComparison.Ordinal);
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void MissingAgeStopsTheUpload()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["RECIPIENTS"] = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
        run.Dump().Succeeded();
        run.AsInRclonesImage();
        run.Upload().Failed("the image has no age");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void InvalidRecipientStopsTheUpload()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["RECIPIENTS"] = "age1qqqq";
        run.Dump().Succeeded();
        run.Upload().Failed("cannot encrypt the dump");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void FullDiskStopsTheEncryptionBeforeTheUpload()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["RECIPIENTS"] = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
        run.SmallDisk("2m");
        run.Dump().Succeeded();
        run.FillDisk();
        run.Upload().Failed("cannot encrypt the dump (0 MiB free on the scratch volume");
        Assert.Empty(run.Stored);
    }

    [SkippableFact]
    public void FullStoreIsReportedAndThePartialUploadIsNoDump()
    {
        using var run = new DumpRun(postgres.Forum);
        run.SmallStore("100k");
        run.Dump().Succeeded();
        run.Upload().Failed("cannot upload").Failed("disk space");
        Each.Lacks(run.Stored, file => file.EndsWith(".manifest", StringComparison.Ordinal));
        run.Fetch().Failed("has no complete dump");
    }

    [SkippableFact]
    public void InterruptedUploadIsNoDumpAndKeepsTheOldDump()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["NOW"] = Seconds(TimeSpan.FromHours(-2));
        run.Make();
        var before = run.Stored;
        run.Variables.Remove("NOW");
        run.Shim("rclone", """
            last=${!#}
            case "$*" in
              *copyto*) args=("$@"); from=${args[-2]}; head -c 1000 "$from" >"${last#off:}"; echo 'connection reset' >&2; exit 1 ;;
            esac
            exec "$REAL" "$@"
            """);
        run.Dump().Succeeded();
        run.Upload().Failed("cannot upload");
        run.Unshim("rclone");

        Assert.Equal(before, run.Stored[..2]);
        Assert.Equal(".dump", Path.GetExtension(Assert.Single(run.Stored[2..])));
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void DetectsAndRemovesADamagedUpload()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", CompleteDump);
        var before = run.Stored;
        run.Shim("rclone", """
            "$REAL" "$@" || exit
            last=${!#}
            case "$*" in *copyto*) printf X | dd of="${last#off:}" bs=1 seek=500 conv=notrunc status=none ;; esac
            """);
        run.Dump().Succeeded();
        run.Upload().Failed("differs from what was uploaded");
        Assert.Equal(before, run.Stored);
    }

    [SkippableFact]
    public void ReportsAStoreThatRejectsTheUpload()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", CompleteDump);
        run.Dump().Succeeded();
        Hosts.Shell.Run("chmod", "500", run.Store);
        run.Upload().Failed("cannot upload");
        Assert.Equal(2, run.Stored.Length);
    }

    [SkippableFact]
    public void RemovesOldDumpsAndKeepsTheNewest()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", CompleteDump);
        run.Leave("20200102T030000Z", CompleteDump);
        run.Leave("20200103T030000Z", CompleteDump);
        run.Make();

        Assert.Equal(["forum-20200103T030000Z.dump", "forum-20200103T030000Z.manifest"], run.Stored[..2]);
        Assert.Equal(4, run.Stored.Length);
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void KeepsAllRecentDumps()
    {
        using var run = new DumpRun(postgres.Forum);
        for (var hours = 1; hours <= 4; hours++)
        {
            run.Leave(DateTimeOffset.UtcNow.AddHours(-hours).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), CompleteDump);
        }

        run.Make();
        Assert.Equal(10, run.Stored.Length);
    }

    [SkippableFact]
    public void RemovesOldPartsOfInterruptedUploadsAndKeepsOtherFiles()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", ".dump");
        run.Leave("before-the-upgrade", CompleteDump);
        run.Make();
        Assert.DoesNotContain("forum-20200101T030000Z.dump", run.Stored);
        Assert.Equal(4, run.Stored.Length);
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void NoFailedRunRemovesAnything()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", CompleteDump);
        run.Leave("20200102T030000Z", CompleteDump);
        run.Leave("20200103T030000Z", CompleteDump);
        run.Shim("rclone", """case "$*" in *copyto*.manifest*) exit 1 ;; esac; exec "$REAL" "$@" """);
        run.Dump().Succeeded();
        run.Upload().Failed("cannot upload");
        Assert.Equal(6, run.Stored.Count(file => file.Contains("-2020", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public void RunsInTheSameSecondAreOneDump()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["NOW"] = Seconds(TimeSpan.Zero);
        run.Make();
        run.MakeAndFetch();
        Assert.Equal(2, run.Stored.Length);
    }

    [SkippableFact]
    public void SecondUploadFindsNoDump()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Make();
        run.Upload().Failed("there is no dump to upload");
        run.Fetch().Succeeded();
    }

    [SkippableFact]
    public void DetectsADumpDamagedInTheStore()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Make();
        var file = Path.Combine(run.Store, run.Stored[0]);
        var bytes = File.ReadAllBytes(file);
        bytes[^100] ^= 1;
        File.WriteAllBytes(file, bytes);
        run.Fetch().Failed("has a wrong checksum: it is damaged");
    }

    [SkippableFact]
    public void DetectsAnIncompleteManifest()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Make();
        Hosts.Shell.Run("sed", "-i", "$d", Path.Combine(run.Store, run.Stored[1]));
        run.Fetch().Failed("is incomplete");
    }

    [SkippableFact]
    public void ReportsAStoreWithoutDumps()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Leave("20200101T030000Z", ".dump");
        run.Fetch().Failed("has no complete dump");
        run.Restore().Failed("there is no dump to restore");
    }

    [SkippableFact]
    public void ReportsThatTheNewestDumpIsTooOld()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["NOW"] = Seconds(TimeSpan.FromDays(-4));
        run.Make();
        run.Variables.Remove("NOW");
        run.Variables["MAX_AGE_SECONDS"] = "259200";
        run.Fetch().Failed("the newest dump is from");
    }

    [SkippableFact]
    public void FetchesAnOldDumpByItsName()
    {
        using var run = new DumpRun(postgres.Forum);
        run.Variables["NOW"] = Seconds(TimeSpan.FromDays(-4));
        run.Make();
        run.Variables.Remove("NOW");
        run.Variables["MAX_AGE_SECONDS"] = "259200";
        run.Variables["DUMP"] = Path.GetFileNameWithoutExtension(
            run.Stored.Single(file => file.EndsWith(".manifest", StringComparison.Ordinal)));
        run.Fetch().Succeeded();
    }

    private static string RecipientOf(string identity) =>
        identity.Split('\n').Single(line => line.Contains("public key", StringComparison.Ordinal)).Split(": ")[1];

    private static string Seconds(TimeSpan fromNow) =>
        DateTimeOffset.UtcNow.Add(fromNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
