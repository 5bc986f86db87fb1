namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Moves of PocketBase and of Meilisearch, by their files; those of SQLite are made by its own tool. Slow: two hosts and a Docker daemon
/// are started for the class.
/// </summary>
public sealed class PocketBaseTests(MoveHosts hosts) : IClassFixture<MoveHosts>
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>A database in use, whose last row is still in its journal, as a server leaves it that was killed.</summary>
    private const string Fill = """
        mkdir -p storage/trails && echo gpx >storage/trails/one
        sqlite3 data.db "CREATE TABLE _collections (id TEXT); CREATE TABLE \"odd \"\"name\" (n INT);
          INSERT INTO _collections VALUES ('a'), ('b');"
        cp data.db live.db
        printf '%s\n' "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; INSERT INTO _collections VALUES ('c');" \
          ".shell cp data.db-wal kept-wal && cp data.db kept.db" | sqlite3 data.db >/dev/null
        mv kept.db data.db && mv kept-wal data.db-wal && rm -f data.db-shm && mv live.db auxiliary.db
        """;

    [SkippableFact]
    public async Task DatabasesAreWholeWithEveryRow()
    {
        var move = await FilledAsync();
        var before = await move.AtSourceAsync("sha256sum *.db* storage/*/*");

        (await move.RunAsync("rehearsal")).Succeeded();
        var said = (await move.RunAsync("move")).Succeeded().Text;

        Assert.Contains("2 databases whole, 4 tables, 5 rows", said, StringComparison.Ordinal);
        Assert.Equal(before, await move.AtTargetAsync("sha256sum *.db* storage/*/*"));
        Assert.Equal(before, await move.AtSourceAsync("sha256sum *.db* storage/*/*"));
        Assert.Equal("3\n", await move.AtTargetAsync("sqlite3 data.db 'SELECT COUNT(*) FROM _collections'"));
    }

    [SkippableFact]
    public async Task DamagedDatabaseAndWrongFolderAreRefused()
    {
        var move = await FilledAsync();
        await move.AtSourceAsync("printf xxxxxxxxxxxxxxxxxxxxxxxx | dd of=auxiliary.db bs=1 seek=4096 conv=notrunc status=none");
        (await move.RunAsync("move")).Failed("SQLite finds a database damaged: auxiliary.db integrity");
        Assert.Empty(await move.AtTargetAsync("ls"));

        await move.AtSourceAsync("rm data.db");
        (await move.RunAsync("rehearsal")).Failed("has no data.db");
    }

    [SkippableFact]
    public async Task KeyOfTheSettingsMustBeTheSame()
    {
        var move = await FilledAsync();
        await move.Docker.RunAsync(
            $"run --detach --stop-timeout 1 --name {move.Name} --env POCKETBASE_ENCRYPTION_KEY={Key} --volume {move.From}:/pb_data "
                + "lab/writer:1");
        move.Writers((move.Name, null, null));
        move.Set("TARGET_APP", move.Name);
        var said = (await move.RunAsync("rehearsal")).Succeeded().Text;
        Assert.Contains("the stack's secret for POCKETBASE_ENCRYPTION_KEY must be that of docker-1", said, StringComparison.Ordinal);

        await move.PutAsync($"apps/statefulset/{move.Name}", """
            {"spec": {"template": {"spec": {"containers": [{"env": [{"name": "POCKETBASE_ENCRYPTION_KEY",
              "valueFrom": {"secretKeyRef": {"name": "app", "key": "pbKey"}}}]}]}}}}
            """);
        await SecretAsync("another");
        said = (await move.RunAsync("rehearsal", "second")).Failed("POCKETBASE_ENCRYPTION_KEY in the cluster is not that of docker-1").Text;
        Assert.DoesNotContain(Key, said, StringComparison.Ordinal);

        await SecretAsync(Key);
        (await move.RunAsync("rehearsal", "third")).Succeeded();
        await move.Docker.RunAsync($"rm -f {move.Name}");

        Task SecretAsync(string value) => move.PutAsync(
            "apps/secret/app", $$"""{"data": {"pbKey": "{{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value))}}"} }""");
    }

    [SkippableFact]
    public async Task MeilisearchIsMovedToAVersionThatStartsOnItsFiles()
    {
        var move = await hosts.MoveAsync("files", "meilisearch");
        await move.AtSourceAsync("mkdir -p data.ms/indexes && printf 1.36.0 >data.ms/VERSION && echo index >data.ms/indexes/data.mdb");
        await move.Docker.RunAsync(
            $"run --detach --stop-timeout 1 --name {move.Name} --env MEILI_MASTER_KEY=k3y --volume {move.From}:/meili_data lab/search:1 "
                + "httpd -f -p 7700 -h /www");
        move.Writers((move.Name, null, null));

        move.Set("TARGET_VERSION", "v1.35.1");
        (await move.RunAsync("move")).Failed("the files are of Meilisearch 1.36.0, and the cluster runs v1.35.1");
        move.Set("TARGET_VERSION", "v1.37.0");
        (await move.RunAsync("move")).Failed("the cluster runs v1.37.0");
        Assert.Equal("true", await move.Docker.InspectAsync(move.Name, "{{.State.Running}}"));
        move.Set("TARGET_UPGRADES", "true");
        var said = (await move.RunAsync("rehearsal")).Succeeded().Text;
        Assert.Contains("Meilisearch 1.36.0: trails 12;lists 0", said, StringComparison.Ordinal);
        Assert.Contains("Meilisearch v1.37.0 upgrades them at its start", said, StringComparison.Ordinal);
        (await move.RunAsync("move")).Succeeded();

        await move.AtTargetAsync("printf 1.37.0 >data.ms/VERSION && echo more >data.ms/indexes/data.mdb");
        (await move.RunAsync("back", "second")).Failed("the files are of Meilisearch 1.37.0, and docker-1 runs 1.36.0");
        await move.AtSourceAsync("mkdir .infra-move && touch .infra-move/rebuild");
        (await move.RunAsync("back", "second")).Succeeded();
        Assert.Equal("index\n", await move.AtSourceAsync("cat data.ms/indexes/data.mdb"));
        await move.Docker.RunAsync($"rm -f {move.Name}");
    }

    private async Task<LabMove> FilledAsync()
    {
        var move = await hosts.MoveAsync("files", "pocketbase");
        await move.AtSourceAsync(Fill);
        return move;
    }
}
