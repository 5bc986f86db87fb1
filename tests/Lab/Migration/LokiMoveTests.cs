namespace Infra.Tests.Lab.Migration;

/// <summary>
/// The history of a Loki in Docker moves into the volume of the one in the cluster, by the program's scripts over real SSH. Slow: each run
/// opens some forty SSH sessions.
/// </summary>
public sealed class LokiMoveTests(MoveHosts hosts) : IClassFixture<MoveHosts>
{
    private const StringComparison Exact = StringComparison.Ordinal;

    private static readonly string[] History =
    [
        "- b four", "- b four", "- b four", "journal a three", "journal a three", "journal a three", "pods - memory", "pods - memory",
        "pods a one", "pods a one", "pods a one", "pods a two", "pods a two", "pods a two",
    ];

    [SkippableFact]
    public async Task HistoryJoinsWhatTheNewLokiHasAndComesBackWithWhatItWrote()
    {
        var run = await LokiMoveRun.StartAsync(hosts);

        (await run.Move.RunAsync("rehearsal")).Succeeded();
        Assert.StartsWith("true", await run.SourceAsync(), Exact);

        var moved = (await run.Move.RunAsync("move")).Succeeded();
        Assert.Contains("counted the same 14 lines of 4 days on both sides", moved.Text, Exact);
        Assert.Equal([.. History, "pods c new"], await run.LinesAsync(target: true));
        var source = await run.SourceAsync();
        Assert.StartsWith("false", source, Exact);
        Assert.EndsWith(" no", source, Exact);
        Assert.Equal("10001:10001", (await run.Move.AtTargetAsync($"stat -c %u:%g chunks/fake/old-{run.Today - 1}")).Trim());
        Assert.Equal("other", await run.Move.AtTargetAsync("cat chunks/loki_cluster_seed.json"));

        var files = await run.TargetFilesAsync();
        (await run.Move.RunAsync("move")).Succeeded();
        Assert.Equal(files, await run.TargetFilesAsync());
        Assert.Equal(source, await run.SourceAsync());

        await run.Move.AtTargetAsync(
            $"echo {(run.Today * 86_400) - 60} pods c later >chunks/fake/later && mkdir -p chunks/index/index_{run.Today - 1} "
                + $"&& echo later >chunks/index/index_{run.Today - 1}/target-2");
        await run.DescribeTargetAsync("0s", ("2020-10-24", "index_"), (LokiMoveRun.Text(run.Today), "other_"));
        (await run.Move.RunAsync("back", "second")).Failed($"does not read the period from {LokiMoveRun.Text(run.Today)}");
        Assert.StartsWith("false", await run.SourceAsync(), Exact);

        await run.DescribeTargetAsync("0s", ("2020-10-24", "index_"));
        var back = (await run.Move.RunAsync("back", "second")).Succeeded();
        Assert.Contains("counted the same lines of 3 days on docker-1 as in the cluster", back.Text, Exact);
        string[] all = [.. History, "pods c later", "pods c new"];
        Assert.Equal(all.Order(StringComparer.Ordinal), await run.LinesAsync(target: false));
        source = await run.SourceAsync();
        Assert.StartsWith("true", source, Exact);
        Assert.EndsWith(" unless-stopped", source, Exact);
    }

    /// <summary>Each would lose or hide lines: a period, a later one, the retention, the size of the claim.</summary>
    [SkippableFact]
    public async Task WhatTheNewLokiWouldNotReadOrKeepIsRefusedBeforeAnythingStops()
    {
        var run = await LokiMoveRun.StartAsync(hosts);
        var (source, files) = (await run.SourceAsync(), await run.TargetFilesAsync());

        await run.DescribeTargetAsync("0s", ("2024-04-01", "loki_index_"));
        var refused = (await run.Move.RunAsync("move")).Failed(
            "does not read the period from 2020-10-24 (store tsdb in filesystem, schema v13, prefix index_, tables of 24h)");
        Assert.Contains("""add {from: "2020-10-24", prefix: index_} to observability.loki.schema""", refused.Text, Exact);

        var yesterday = LokiMoveRun.Text(run.Today - 1);
        await run.DescribeTargetAsync("0s", ("2020-10-24", "index_"), (yesterday, "loki_index_"));
        (await run.Move.RunAsync("move")).Failed($"has a period from {yesterday}");

        await run.DescribeTargetAsync("2d", ("2020-10-24", "index_"));
        (await run.Move.RunAsync("rehearsal")).Failed("keeps lines for 2d, and the oldest on docker-1 are 4d old");

        await run.DescribeTargetAsync("7d", ("2020-10-24", "index_"), (LokiMoveRun.Text(run.Today + 2), "loki_index_"));
        await run.Move.PutAsync(
            $"apps/pvc/{run.Move.Name}",
            $$$"""{"spec": {"volumeName": "pv-{{{run.Move.Name}}}", "resources": {"requests": {"storage": "1Ki" } } } }""");
        (await run.Move.RunAsync("move")).Failed("do not fit into the claim");

        Assert.Equal(source, await run.SourceAsync());
        Assert.Equal(files, await run.TargetFilesAsync());
    }

    [SkippableFact]
    public async Task DayWithFewerLinesIsNamedAndTheSourceIsInUseAgain()
    {
        var run = await LokiMoveRun.StartAsync(hosts);
        run.Move.Faults = Wrapped("join_folders", $"rm -r \"$TARGET_CHUNKS/index/index_{run.Today - 2}\"");

        var failed = (await run.Move.RunAsync("move")).Failed("does not find all lines");

        Assert.Contains($"{LokiMoveRun.Text(run.Today - 2)} \"job\":\"pods\": 0 lines of 2", failed.Text, Exact);
        Assert.StartsWith("true", await run.SourceAsync(), Exact);

        run.Move.Faults = "";
        (await run.Move.RunAsync("move")).Succeeded();
        Assert.Equal([.. History, "pods c new"], await run.LinesAsync(target: true));
    }

    [SkippableFact]
    public async Task RunThatWasCutOffInAnyStageStartsAgainWithoutLoss()
    {
        var run = await LokiMoveRun.StartAsync(hosts);
        foreach (var stage in (string[])["stop_source", "files_copy", "join_folders", "compare_counts", "kind_cut_over"])
        {
            run.Move.Faults = Wrapped(stage, "kill -9 $$");
            var cut = await run.Move.RunAsync("move");
            Assert.True(cut.Code == 137, $"{stage}: {cut.Code} {cut.Text}");
        }

        run.Move.Faults = "";
        (await run.Move.RunAsync("move")).Succeeded();
        Assert.Equal([.. History, "pods c new"], await run.LinesAsync(target: true));
        Assert.StartsWith("false", await run.SourceAsync(), Exact);
    }

    /// <summary>A function that runs a command after what it does.</summary>
    private static string Wrapped(string function, string then) => $$"""
        eval "$(declare -f {{function}} | sed '1s/.*/real_{{function}} ()/')"
        {{function}}() { real_{{function}} "$@" && {{then}}; }
        """;
}
