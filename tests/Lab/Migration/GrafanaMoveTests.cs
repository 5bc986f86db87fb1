using System.Text;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// The database of a Grafana in Docker moves into the volume of the one in the cluster, by the program's scripts over real SSH. Slow: each
/// run opens some thirty SSH sessions.
/// </summary>
public sealed class GrafanaMoveTests(MoveHosts hosts) : IClassFixture<MoveHosts>
{
    private const StringComparison Exact = StringComparison.Ordinal;
    private const string Key = "a-key-that-nobody-prints";

    private const string Tables = """
        CREATE TABLE dashboard (id INTEGER PRIMARY KEY, uid TEXT, title TEXT, version INT, is_folder INT, data BLOB);
        CREATE TABLE dashboard_provisioning (dashboard_id INT);
        CREATE TABLE folder (uid TEXT, title TEXT);
        CREATE TABLE "user" (login TEXT, email TEXT, updated TEXT);
        CREATE TABLE org (name TEXT);
        CREATE TABLE data_source (name TEXT, uid TEXT);
        INSERT INTO org VALUES ('Main');
        INSERT INTO "user" VALUES ('admin', 'a@example.org', '1');
        """;

    private const string State = """
        INSERT INTO dashboard VALUES (1, 'made', 'By hand', 4, 0, '{"datasource": {"uid": "loki"}}');
        INSERT INTO dashboard VALUES (2, 'file', 'From a file', 1, 0, '{}');
        INSERT INTO dashboard_provisioning VALUES (2);
        INSERT INTO folder VALUES ('folder', 'Home');
        INSERT INTO "user" VALUES ('anna', 'anna@example.org', '2');
        INSERT INTO data_source VALUES ('Loki', 'loki'), ('Own', 'own');
        """;

    [SkippableFact]
    public async Task DatabaseTakesThePlaceOfTheFreshOneAndComesBackWithWhatIsNew()
    {
        var move = await StartAsync();

        (await move.RunAsync("rehearsal")).Succeeded();
        Assert.Equal("0", await TargetAsync(move, "SELECT count(*) FROM dashboard"));

        var moved = (await move.RunAsync("move")).Succeeded();
        Assert.Contains("2 dashboards", moved.Text, Exact);
        Assert.DoesNotContain(Key, moved.Text, Exact);
        Assert.Equal("file made", await TargetAsync(move, "SELECT group_concat(uid, ' ') FROM (SELECT uid FROM dashboard ORDER BY uid)"));
        Assert.Equal("472:0 640", (await move.AtTargetAsync("stat -c '%u:%g %a' grafana.db")).Trim());
        Assert.Equal("0", (await move.AtTargetAsync($"sqlite3 grafana.db.before-{move.Name} 'SELECT count(*) FROM dashboard'")).Trim());
        Assert.Equal("false no", await ContainerAsync(move));

        var database = await move.AtTargetAsync("sha256sum grafana.db");
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal(database, await move.AtTargetAsync("sha256sum grafana.db"));

        await TargetAsync(move, "INSERT INTO dashboard VALUES (3, 'new', 'New', 1, 0, '{}')");
        (await move.RunAsync("back", "second")).Succeeded();
        Assert.Equal("1", (await move.AtSourceAsync("sqlite3 grafana.db \"SELECT count(*) FROM dashboard WHERE uid = 'new'\"")).Trim());
        Assert.Equal(
            "2", (await move.AtSourceAsync($"sqlite3 grafana.db.before-back-{move.Name} 'SELECT count(*) FROM dashboard'")).Trim());
        Assert.Equal("true unless-stopped", await ContainerAsync(move));
    }

    [SkippableFact]
    public async Task WhatTheNewGrafanaCouldNotUseIsRefusedBeforeAnythingStops()
    {
        var move = await StartAsync();
        var before = await move.AtTargetAsync("sha256sum grafana.db");

        await SecretAsync(move, "another-key");
        var refused = (await move.RunAsync("move")).Failed("encrypt with different keys");
        Assert.DoesNotContain(Key, refused.Text, Exact);
        Assert.DoesNotContain("another-key", refused.Text, Exact);

        await SecretAsync(move, Key);
        await move.AtTargetAsync("echo 13.1.9 >version");
        (await move.RunAsync("move")).Failed("the Grafana in the cluster is 13.1.9, older than 13.2.0 on docker-1");

        await move.AtTargetAsync("echo 13.10.0 >version");
        await move.AtSourceAsync("mkdir -p plugins/grafana-clock-panel && touch plugins/grafana-clock-panel/plugin.json");
        (await move.RunAsync("rehearsal")).Failed("not described for the one in the cluster: grafana-clock-panel");

        move.Set("TARGET_PLUGINS", "grafana-clock-panel@2.1.8");
        await move.AtSourceAsync(
            "sqlite3 grafana.db \"UPDATE data_source SET uid = 'P1234' WHERE name = 'Loki'\" "
                + """&& sqlite3 grafana.db "UPDATE dashboard SET data = '{\"uid\": \"P1234\"}'" """);
        (await move.RunAsync("move")).Failed("use the data source Loki by the identifier P1234, and in the cluster it is loki");

        Assert.Equal("true unless-stopped", await ContainerAsync(move));
        Assert.Equal(before, await move.AtTargetAsync("sha256sum grafana.db"));
    }

    [SkippableFact]
    public async Task GrafanaThatLacksADashboardAfterItsStartGetsItsFormerDatabaseAgain()
    {
        var move = await StartAsync();
        var before = await move.AtTargetAsync("sha256sum grafana.db");
        move.Faults = """healthy() { [ ! -e "${BEFORE:-/none}" ] || sqlite3 "$DB" "DELETE FROM dashboard WHERE uid = 'made'"; }""";

        (await move.RunAsync("move")).Failed("does not have what the one on docker-1 has: dashboard made;");

        Assert.Equal(before, await move.AtTargetAsync("sha256sum grafana.db"));
        Assert.Equal("true unless-stopped", await ContainerAsync(move));
        Assert.Equal("2", await move.ReplicasAsync());
    }

    [SkippableFact]
    public async Task RunThatWasCutOffInAnyStageStartsAgainWithoutLoss()
    {
        var move = await StartAsync();
        foreach (var stage in (string[])["stop_source", "kind_copy", "kind_verify", "healthy", "kind_cut_over"])
        {
            move.Faults = stage == "healthy"
                ? "healthy() { [ ! -e \"${BEFORE:-/none}\" ] || kill -9 $$; }"
                : $$"""
                    eval "$(declare -f {{stage}} | sed '1s/.*/real_{{stage}} ()/')"
                    {{stage}}() { real_{{stage}} "$@" && kill -9 $$; }
                    """;
            var cut = await move.RunAsync("move");
            Assert.True(cut.Code == 137, $"{stage}: {cut.Code} {cut.Text}");
        }

        move.Faults = "";
        (await move.RunAsync("move")).Succeeded();
        Assert.Equal("2", await TargetAsync(move, "SELECT count(*) FROM dashboard"));
        Assert.Equal("0", (await move.AtTargetAsync($"sqlite3 grafana.db.before-{move.Name} 'SELECT count(*) FROM dashboard'")).Trim());
        Assert.StartsWith("false", await ContainerAsync(move), Exact);
    }

    /// <summary>A newer database cannot go back into an older Grafana: refused with what is new, until somebody accepts that.</summary>
    [SkippableFact]
    public async Task WayBackIntoAnOlderGrafanaNeedsAnAcceptedLoss()
    {
        var move = await StartAsync();
        (await move.RunAsync("move")).Succeeded();
        await ImageAsync(move, "docker.io/grafana/grafana:13.3.0");
        await TargetAsync(move, "INSERT INTO dashboard VALUES (3, 'new', 'New', 1, 0, '{}')");

        var refused = (await move.RunAsync("back", "second")).Failed(
            "cannot read the database of 13.3.0; since the move changed: dashboard new;");
        Assert.StartsWith("false", await ContainerAsync(move), Exact);

        var accept = refused.Text.Split('\n').Single(line => line.Contains("kubectl -n kube-system patch", Exact)).Trim();
        await move.Server.ConsoleAsync($"k3s {accept}");
        (await move.RunAsync("back", "second")).Succeeded();

        Assert.Equal("2", (await move.AtSourceAsync("sqlite3 grafana.db 'SELECT count(*) FROM dashboard'")).Trim());
        Assert.Equal("true unless-stopped", await ContainerAsync(move));
    }

    private static async Task<string> TargetAsync(LabMove move, string sql) =>
        (await move.AtTargetAsync($"sqlite3 grafana.db \"{sql}\"")).Trim();

    private static Task<string> ContainerAsync(LabMove move) =>
        move.Docker.InspectAsync(move.Name, "{{.State.Running}} {{.HostConfig.RestartPolicy.Name}}");

    private static Task ImageAsync(LabMove move, string image) => move.PutAsync(
        $"apps/deployment/{move.Name}", $$$"""{"metadata": {"annotations": {} }, "spec": {"replicas": 2, "image": "{{{image}}}"} }""");

    private static Task SecretAsync(LabMove move, string key) => move.PutAsync(
        "apps/secret/grafana-keys", $$$"""{"data": {"secret-key": "{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(key))}}}"}}""");

    private async Task<LabMove> StartAsync()
    {
        var move = await hosts.MoveAsync("files", "http", "grafana");
        move.Set("SOURCE_CONTAINER", move.Name);
        move.Set("SOURCE_FOLDER", "container");
        move.Set("TARGET_PORT", "3000");
        move.Set("TARGET_KEYS", "grafana-keys");
        move.Set("TARGET_PLUGINS", "");
        await SecretAsync(move, Key);
        await ImageAsync(move, "docker.io/grafana/grafana:13.2.0@sha256:0123");
        await move.AtSourceAsync(
            $"sqlite3 grafana.db 'PRAGMA journal_mode = WAL' >/dev/null && sqlite3 grafana.db <<'END'\n{Tables}\n{State}\nEND\n"
                + "echo 13.2.0 >version");
        await move.AtTargetAsync($"sqlite3 grafana.db <<'END'\n{Tables}\nEND\necho 13.2.0 >version");
        await hosts.StandInAsync(move, "grafana", 3000, "/var/lib/grafana", $"-e GF_SECURITY_SECRET_KEY={Key}");
        return move;
    }
}
