using System.Text.Json;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Scenarios;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// The step of a data move with a kind that moves a folder, between two SSH hosts with Docker and with a record in a double of the cluster.
/// Slow: two hosts and a Docker daemon are started for the class, and every stage is cut off once.
/// </summary>
public sealed class MoveDriverTests(MoveHosts hosts) : IClassFixture<MoveHosts>
{
    private static readonly string Kind = File.ReadAllText(Repository.File("tests", "Lab", "Migration", "folders.sh"));

    /// <summary>Stages of a move after or before which it is cut off.</summary>
    public static TheoryData<string> Stages { get; } = CutPoints.Of(
        ["after stop_writer", "after kind_copy", "before kind_cut_over", "after kind_cut_over"],
        [
            "after record_put", "after kind_fence", "after workload_down", "after kind_verify", "after kind_mark_target",
            "after workload_up", "before hand_writer",
        ]);

    /// <summary>Stages of a way back.</summary>
    public static TheoryData<string> StagesBack { get; } = CutPoints.Of(
        ["after kind_mark_target", "after kind_copy_back", "after kind_unfence"],
        ["after stop_writer", "before kind_unfence", "before undo_writer"]);

    [SkippableFact]
    public async Task DataIsMovedWhileNobodyWritesAndEverybodyIsToldSo()
    {
        var move = await StartAsync();

        var rehearsed = Record(await RunAsync(move, "rehearsal"));
        Assert.Equal(("rehearsed", true), (rehearsed["state"], rehearsed["evidence"].Contains("copied 1 file", StringComparison.Ordinal)));
        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
        var moved = Record(await RunAsync(move, "move"));

        Assert.Equal("moved", moved["state"]);
        Assert.Equal(("closed", "used one", "exited"), await SidesAsync(move));
        Assert.Equal("2", await move.ReplicasAsync());
        Assert.Equal(moved, Record(await RunAsync(move, "move")));
        Assert.Equal("moved", Record(await RunAsync(move, "rehearsal"))["state"]);
        Assert.Equal("", await move.Server.ConsoleAsync("ls /run/infra-move"));
    }

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task MoveThatIsCutOffInAStageIsCompletedByTheNextRun(string stage)
    {
        var move = await StartAsync();

        Assert.NotEqual(0, (await RunAsync(move, "move", $"{stage} power_off")).Code);
        var (source, target, _) = await SidesAsync(move);
        Assert.False(source == "open" && target.StartsWith("used", StringComparison.Ordinal), $"{source}, {target}");
        var record = Record(await RunAsync(move, "move"));

        Assert.Equal("moved", record["state"]);
        Assert.Equal(("closed", "used one", "exited"), await SidesAsync(move));
        Assert.Equal("2", await move.ReplicasAsync());
    }

    [SkippableTheory]
    [MemberData(nameof(StagesBack))]
    public async Task WayBackThatIsCutOffInAStageIsCompletedByTheNextRun(string stage)
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        await move.Server.ConsoleAsync($"echo two > {move.To}.used/data");

        Assert.NotEqual(0, (await RunAsync(move, "back", $"{stage} power_off")).Code);
        var (source, target, _) = await SidesAsync(move);
        Assert.False(source == "open" && target.StartsWith("used", StringComparison.Ordinal), $"{source}, {target}");
        if (source == "open")
        {
            // What is written from here on is newer than what the target has.
            await move.AtSourceAsync("echo three > data");
        }

        Assert.Equal("back", Record(await RunAsync(move, "back"))["state"]);
        Assert.Equal(source == "open" ? "three" : "two", (await move.AtSourceAsync("cat data")).Trim());
        Assert.Equal(("open", "closed", "running"), await SidesAsync(move));
    }

    [SkippableTheory]
    [InlineData("kind_copy() { fail 'the disk is full' 'free some'; }", "the disk is full")]
    [InlineData("after kind_copy 'here \"echo sneaked > $FROM/data\"'", "the copy differs")]
    [InlineData("after kind_verify 'here \"echo sneaked > $FROM/data\"'", "written to after its writers were stopped")]
    [InlineData("kind_cut_over() { return 7; }", "nothing was cut over")]
    [InlineData("after kind_copy 'exec >&- 2>&-; say gone'", "")]
    [InlineData("after kind_copy 'kill -TERM $$'", "nothing was cut over")]
    public async Task MoveThatFailsOpensTheSourceAgain(string fault, string says)
    {
        var move = await StartAsync();

        var result = await RunAsync(move, "move", fault);

        Assert.NotEqual(0, result.Code);
        Assert.Contains(says, result.Text, StringComparison.Ordinal);
        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
        Assert.Equal("2", await move.ReplicasAsync());
        Assert.Equal("", await move.Server.ConsoleAsync($"ls /run/infra-move; ls -d {move.To}.incoming 2>/dev/null || true"));
        Assert.Equal("moved", Record(await RunAsync(move, "move"))["state"]);
    }

    [SkippableFact]
    public async Task WayBackThatFailsOpensTheTargetAgain()
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        await move.Server.ConsoleAsync($"echo two > {move.To}.used/data");

        (await RunAsync(move, "back", "kind_copy_back() { fail 'no way' 'none'; }"))
            .Failed("the target is in use again, nothing went back");

        Assert.Equal(("closed", "used two", "exited"), await SidesAsync(move));
        Assert.Equal("2", await move.ReplicasAsync());
        Assert.Equal("moved", Record(await RunAsync(move, "move"))["state"]);
    }

    [SkippableFact]
    public async Task MoveIsMadeAnewAfterItsWayBack()
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        Assert.Contains("nothing was written", (await RunAsync(move, "back")).Succeeded().Text, StringComparison.Ordinal);
        await move.AtSourceAsync("echo four > data");

        (await RunAsync(move, "rehearsal", attempt: "second")).Succeeded();
        Assert.Equal("moved", Record(await RunAsync(move, "move", attempt: "second"))["state"]);

        Assert.Equal(("closed", "used four", "exited"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task SecondRunOnAnotherServerWaitsForNothingAndChangesNothing()
    {
        var move = await StartAsync();
        var first = RunAsync(move, "move", "LOCK_SECONDS=30; after kind_copy 'until [ -e $TO.go ]; do sleep 0.1; done'");
        await UntilAsync(move, $"[ -e {move.To}.incoming/data ]");

        // The lock of lib.sh and the folder of a run are those of one server.
        move.Set("STATE_DIR", "/var/lib/infra-of-server-2");
        move.Set("RUN_DIR", "/run/infra-move-of-server-2");
        var second = await RunAsync(move, "move", "LOCK_SECONDS=30; kind_release() { touch $TO.released; }", node: "server-2");

        second.Failed("server is moving");
        Assert.Equal("", await move.Server.ConsoleAsync($"ls {move.To}.released 2>/dev/null || true"));
        Assert.Equal(("closed", "unused", "exited"), await SidesAsync(move));
        await move.Server.ConsoleAsync($"touch {move.To}.go");
        Assert.Equal("moved", Record(await first)["state"]);
    }

    [SkippableFact]
    public async Task ServerThatWasLostIsFollowedByAnother()
    {
        var move = await StartAsync();
        Assert.NotEqual(0, (await RunAsync(move, "move", "after kind_copy power_off", node: "server-2")).Code);

        Assert.Equal("moved", Record(await RunAsync(move, "move"))["state"]);
    }

    [SkippableFact]
    public async Task RecordThatCannotBeReadIsNotTakenForNone()
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        await move.Server.ConsoleAsync($"echo two > {move.To}.used/data");

        (await RunAsync(move, "move", "kube_soon() { case $* in *-lock*) kube \"$@\" ;; *) echo 'no route' >&2 && return 1 ;; esac; }"))
            .Failed("the record of the move cannot be read: no route");

        Assert.Equal(("closed", "used two", "exited"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task RecordThatIsMissingIsNotTakenForAMoveThatWasNotMade()
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        await move.Server.ConsoleAsync($"rm /var/lib/claims/kube-system/configmap/infra-move-lab-{move.Name}.json");

        (await RunAsync(move, "move")).Failed("is missing, and the target was cut over");
        (await RunAsync(move, "back")).Failed("is missing, and the target was cut over");

        Assert.Equal(("closed", "used one", "exited"), await SidesAsync(move));
    }

    [SkippableTheory]
    [InlineData("rehearsed")]
    [InlineData("open")]
    [InlineData("stopping")]
    public async Task RecordThatIsOlderThanTheTargetIsNotFollowed(string older)
    {
        var move = await StartAsync();
        (await RunAsync(move, "move")).Succeeded();
        await move.PutAsync($"kube-system/configmap/infra-move-lab-{move.Name}", $$$"""{"data": {"state": "{{{older}}}"}}""");

        (await RunAsync(move, "move", attempt: "later")).Failed($"says {older}, and the target was cut over");

        Assert.Equal(("closed", "used one", "exited"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task EvidenceOfAMoveThatIsNotHandedOverIsItsOwn()
    {
        var move = await StartAsync();
        (await RunAsync(move, "rehearsal")).Succeeded();

        Assert.NotEqual(0, (await RunAsync(move, "move", "before target_up power_off")).Code);

        var evidence = await move.Server.ConsoleAsync(
            $"jq -r .data.evidence /var/lib/claims/kube-system/configmap/infra-move-lab-{move.Name}.json");
        Assert.Equal("the copy was verified before the cut over", evidence.Trim());
        Assert.Equal("moved", Record(await RunAsync(move, "move"))["state"]);
    }

    [SkippableFact]
    public async Task StoppedWriterIsNotStartedByDockerUntilTheWayBack()
    {
        var move = await StartAsync();
        await move.Docker.RunAsync($"update --restart=on-failure:3 {move.Name}");

        (await RunAsync(move, "move")).Succeeded();
        Assert.Equal("no 0", await PolicyAsync(move));
        (await RunAsync(move, "back")).Succeeded();

        Assert.Equal("on-failure 3", await PolicyAsync(move));
        Assert.Equal("running", (await SidesAsync(move)).Writer);
    }

    [SkippableFact]
    public async Task WriterThatWasRemovedOrMadeAnewSinceTheMoveDoesNotHoldTheWayBack()
    {
        var (removed, anew) = (await StartAsync(), await StartAsync());
        (await RunAsync(removed, "move")).Succeeded();
        (await RunAsync(anew, "move")).Succeeded();
        await removed.Docker.Host.ConsoleAsync(
            $"docker rm {removed.Name} {anew.Name} >/dev/null && docker create --name {anew.Name} lab/writer:1 sleep 1000 >/dev/null");

        var gone = (await RunAsync(removed, "back")).Succeeded().Text;
        Assert.Contains($"make anew what is gone: {removed.Name} (gone)", gone, StringComparison.Ordinal);
        var started = (await RunAsync(anew, "back")).Succeeded().Text;

        Assert.Contains($"{anew.Name} on docker-1 is started again: {anew.Name}", started, StringComparison.Ordinal);
        Assert.Equal(("open", "closed", "running"), await SidesAsync(anew));
    }

    [SkippableFact]
    public async Task RecordThatCannotBeWrittenAfterTheCutOverLeavesTheSourceClosed()
    {
        var move = await StartAsync();

        (await RunAsync(move, "move", "after kind_cut_over 'record_patch() { echo gone >&2; return 1; }'"))
            .Failed("the target is in use, and the source stays closed");

        Assert.Equal(("closed", "used one", "exited"), await SidesAsync(move));
        Assert.Equal("moved", Record(await RunAsync(move, "move"))["state"]);
    }

    [SkippableFact]
    public async Task SourceThatIsAwayAfterItWasClosedIsOpenedByTheNextRun()
    {
        var move = await StartAsync();

        var away = await RunAsync(move, "move", "after target_down 'ssh_words() { SSH=(false); }'");
        Assert.NotEqual(0, away.Code);
        Assert.Contains("the source is still closed for writes, and the target is not in use", away.Text, StringComparison.Ordinal);
        Assert.Equal(("closed", "unused", "exited"), await SidesAsync(move));
        (await RunAsync(move, "move", "kind_check() { fail 'no check' 'none'; }")).Failed("the source is in use again");

        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task CopyIsShownWhileItGoesOnAndEndsWithTheTimeOfTheStep()
    {
        var move = await StartAsync();
        const string Slow = "LIMIT_SECONDS=12 METER_SECONDS=0.3; "
            + "kind_copy() { { head -c 3M /dev/zero; sleep 30; } | meter copied >/dev/null; }";

        var result = await RunAsync(move, "move", Slow);

        Assert.NotEqual(0, result.Code);
        Assert.Contains("copied: 3 MiB", result.Text, StringComparison.Ordinal);
        Assert.Contains("the time of the step is over", result.Text, StringComparison.Ordinal);
        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task RehearsalThatTakesTooLongStopsTheRunBeforeAnythingIsStopped()
    {
        var move = await StartAsync();
        move.Set("MAX_OUTAGE", "60");

        (await RunAsync(move, "rehearsal", "OUTAGE_SECONDS=61")).Failed("would stop writes for about 61s");

        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
    }

    [SkippableFact]
    public async Task WriterStaysStoppedWhileAnotherMoveOfItsStepIsMadeAndIsHandedOverAfterTheLast()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        var hand = Convert.ToBase64String("echo handed >> /srv/handed"u8.ToArray());
        await first.Docker.Host.ConsoleAsync("rm -f /srv/handed");
        first.Set("WRITERS", $"app\t{first.Name}\t-\t-\t{hand}\t{second.Name}");
        second.Set("WRITERS", $"app\t{first.Name}\t-\t-\t{hand}\t{first.Name}");

        var moved = (await RunAsync(first, "move")).Succeeded().Text;
        Assert.Contains($"app is handed over after {second.Name}", moved, StringComparison.Ordinal);
        (await RunAsync(second, "move", "kind_copy() { fail 'no copy' 'none'; }"))
            .Failed($"app stays stopped on docker-1: {first.Name} is moved");
        Assert.Equal("exited", (await SidesAsync(first)).Writer);
        (await RunAsync(second, "move")).Succeeded();
        Assert.Equal("handed", (await first.Docker.Host.ConsoleAsync("cat /srv/handed")).Trim());

        (await RunAsync(second, "back")).Succeeded();
        Assert.Equal("exited", (await SidesAsync(first)).Writer);
        (await RunAsync(first, "back")).Succeeded();
        Assert.Equal("running", (await SidesAsync(first)).Writer);
    }

    [SkippableFact]
    public async Task WriterThatIsNowhereIsNotTakenForOneThatIsStopped()
    {
        var move = await StartAsync();
        move.Writers(("nobody", null, null));
        (await RunAsync(move, "move")).Failed("no container nobody is on docker-1, so nothing is known that stops nobody");
        Assert.Equal(("open", "unused", "running"), await SidesAsync(move));
    }

    private async Task<LabMove> StartAsync()
    {
        var move = await hosts.MoveAsync("files");
        await move.AtSourceAsync("echo one > data");
        await move.Docker.Host.ConsoleAsync($"docker run -d --stop-signal KILL --name {move.Name} lab/writer:1 sleep 1000 >/dev/null");
        move.Writers((move.Name, null, null));
        return move;
    }

    private static Task<ScriptResult> RunAsync(
        LabMove move, string mode, string fault = "", string attempt = "first", string node = "server")
    {
        move.Faults = $"{Kind}\n{fault}";
        move.Node = node;
        return move.RunAsync(mode, attempt);
    }

    private static async Task<string> PolicyAsync(LabMove move) => (await move.Docker.InspectAsync(
        move.Name, "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}")).Trim();

    private static Dictionary<string, string> Record(ScriptResult result)
    {
        var line = result.Succeeded().Text.Split('\n').Last(static each => each.StartsWith('{'));
        return JsonSerializer.Deserialize<Dictionary<string, string>>(line)!;
    }

    private static async Task UntilAsync(LabMove move, string condition) =>
        await move.Server.ConsoleAsync($"for i in $(seq 100); do if {condition}; then exit 0; fi; sleep 0.1; done; exit 1");

    private static async Task<(string Source, string Target, string Writer)> SidesAsync(LabMove move)
    {
        var source = await move.Docker.Host.ConsoleAsync(
            $"[ -e {move.From}.closed ] && echo closed || echo open; docker inspect -f '{{{{.State.Status}}}}' {move.Name}");
        var target = await move.Server.ConsoleAsync(
            $"if [ -e {move.To}.closed ]; then echo closed; elif [ -L {move.To}.used ]; then echo used $(cat {move.To}.used/data); "
                + "else echo unused; fi");
        var lines = source.Split('\n');
        return (lines[0], target.Trim(), lines[1]);
    }
}
