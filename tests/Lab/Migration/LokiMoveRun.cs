using System.Globalization;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// A move of Loki between stand-ins over real files (<c>loki.sh</c>): a container in real Docker with three days that are over and lines in
/// memory, and one that answers for the cluster's pod and has lines of its own.
/// </summary>
internal sealed class LokiMoveRun
{
    /// <summary>The configuration of Loki's image.</summary>
    private const string Period = """
          - from: "2020-10-24"
            store: tsdb
            object_store: filesystem
            schema: v13
            index:
              path_prefix: index/
              prefix: index_
              period: 24h
        """;

    private LokiMoveRun(LabMove move, long today) => (Move, Today) = (move, today);

    /// <summary>The move.</summary>
    public LabMove Move { get; }

    /// <summary>Number of this day since 1970.</summary>
    public long Today { get; }

    /// <summary>Starts both sides.</summary>
    public static async Task<LokiMoveRun> StartAsync(MoveHosts hosts)
    {
        var move = await hosts.MoveAsync("files", "http", "loki");
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var run = new LokiMoveRun(move, now / 86_400);
        move.Set("SOURCE_CONTAINER", move.Name);
        move.Set("SOURCE_FOLDER", "container");
        move.Set("TARGET_PORT", "3100");
        await run.ConfigureAsync(Period, Period, "0s");
        var lines = new List<string> { "mkdir -p chunks/fake wal" };
        for (var day = run.Today - 3; day < run.Today; day++)
        {
            var noon = (day * 86_400) + 43_200;
            lines.Add(
                $"printf '%s\\n' '{noon} pods a one' '{noon + 1} pods a two' '{noon + 2} journal a three' '{noon + 3} - b four' "
                    + $">chunks/fake/old-{day} "
                    + $"&& mkdir -p chunks/index/index_{day} && echo old-{day} >chunks/index/index_{day}/source-1");
        }

        lines.Add($"printf '{now - 3} pods - memory\\n{now - 2} pods - memory\\n' >wal/head");
        lines.Add("printf name >chunks/loki_cluster_seed.json");
        await move.AtSourceAsync(string.Join(" && ", lines));
        await move.AtTargetAsync(
            $"mkdir -p chunks/fake chunks/index/index_{run.Today} && printf '{now - 3} pods c new\\n' >chunks/fake/own "
                + $"&& echo own >chunks/index/index_{run.Today}/target-1 && printf other >chunks/loki_cluster_seed.json");
        await hosts.StandInAsync(move, "loki", 3100, "/loki");
        return run;
    }

    /// <summary>Lines of both configurations, and the retention of the target.</summary>
    public async Task ConfigureAsync(string source, string target, string retention)
    {
        await Move.Docker.Host.WriteAsync($"{Move.From}/config.yaml", Configuration("/loki", source, "0s"));
        await Move.Server.WriteAsync($"{Move.To}/config.yaml", Configuration("/var/loki", target, retention));
    }

    /// <summary>Periods of the target's schema, oldest first, and its retention.</summary>
    public Task DescribeTargetAsync(string retention, params (string From, string Prefix)[] periods) => ConfigureAsync(
        Period,
        string.Join('\n', periods.Select(static period => Period
            .Replace("2020-10-24", period.From, StringComparison.Ordinal)
            .Replace("prefix: index_", $"prefix: {period.Prefix}", StringComparison.Ordinal))),
        retention);

    /// <summary>The files of the target, with their digests.</summary>
    public Task<string> TargetFilesAsync() => Move.AtTargetAsync("find chunks -type f | sort | xargs sha256sum");

    /// <summary>All lines of a side that its index leads to, without their times.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(bool target) =>
    [
        .. (await (target ? Move.AtTargetAsync(Read) : Move.AtSourceAsync(Read)))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
    ];

    /// <summary>State of the source's container: whether it runs, since when, and Docker's rule for a restart.</summary>
    public Task<string> SourceAsync() =>
        Move.Docker.InspectAsync(Move.Name, "{{.State.Running}} {{.State.StartedAt}} {{.HostConfig.RestartPolicy.Name}}");

    /// <summary>A day as text.</summary>
    public static string Text(long day) =>
        DateTimeOffset.FromUnixTimeSeconds(day * 86_400).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private const string Read =
        "cat chunks/index/index_*/* | sort -u | while read -r c; do cat chunks/fake/$c; done | sort -u | cut -d ' ' -f 2-";

    private static string Configuration(string prefix, string periods, string retention) => $"""
        target: all
        auth_enabled: false
        common:
          path_prefix: {prefix}
        storage_config:
          filesystem:
            directory: {prefix}/chunks
        schema_config:
          configs:
        {periods}
        compactor:
          retention_enabled: true
        limits_config:
          retention_period: {retention}

        """;
}
