using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// Discourse's init job with a real server; <see cref="PostgresImage"/> lists what is simulated. Slow: a PostgreSQL server is started
/// and filled for them.
/// </summary>
[Collection(SharedPostgres.Name)]
public sealed class DiscourseInitTests(PrivatePostgres postgres) : IDisposable
{
    private const string Success = "All CJK parser smoke tests passed successfully!";
    private const string OfTheOperator = "hstore pg_trgm unaccent vector pg_cjk_parser pg_cjk_search";
    private readonly PrivateFolder _folder = new("discourse");

    [SkippableFact]
    public void OwnerPreparesTheDatabaseAndASecondRunChangesNothing()
    {
        var database = Prepared();

        var first = Init(database).Succeeded().Text;
        var before = Catalog(database);
        var second = Init(database).Succeeded().Text;

        Assert.Contains("created the text search configuration", first, StringComparison.Ordinal);
        Assert.Contains(Success, first, StringComparison.Ordinal);
        Assert.Contains(Success, second, StringComparison.Ordinal);
        Assert.DoesNotContain("made the", second, StringComparison.Ordinal);
        Assert.Equal(before, Catalog(database));
        Assert.Equal("public.config_2_gram_cjk", database.Sql("SHOW default_text_search_config"));
    }

    [SkippableFact]
    public async Task ConcurrentRunsSucceedAsync()
    {
        var database = Prepared();

        var runs = await Task.WhenAll(Task.Run(() => Init(database)), Task.Run(() => Init(database)));

        Each.Of(runs, run => run.Succeeded());
        Assert.Single(runs, run => run.Text.Contains("created the text search configuration", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void EveryTokenTypeIsMapped()
    {
        var database = Prepared();
        Init(database).Succeeded();

        Assert.Equal(
            "19",
            database.Sql("SELECT count(DISTINCT maptokentype) FROM pg_ts_config_map WHERE mapcfg = 'public.config_2_gram_cjk'::regconfig"));
        Assert.Equal("'clean':1", database.Sql("SELECT pg_catalog.to_tsvector('public.config_2_gram_cjk', 'cleaning')"));
    }

    [SkippableFact]
    public void ParserThatDoesNotSplitFailsTheSmokeTests()
    {
        var run = Init(Created(OfTheOperator)).Failed("a smoke test of");

        Assert.Contains(
            "smoke test failed: the parser splits 全文检索 (Chinese) into {全文检索}, not {全文,文检,检索}", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Success, run.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    [Pitfall("postgres-custom-image")]
    public void NamesAnImageWithoutTheParser()
    {
        var database = Created("hstore pg_trgm unaccent vector");

        postgres.Image.Without("pg_cjk_parser", () => Init(database, wait: 1)
            .Failed("the server's image has no extension pg_cjk_parser, after 1 s").Failed("build the image from images/postgres"));
    }

    [SkippableFact]
    [Pitfall("postgres-extension-missing")]
    public void NamesMissingExtensionsOfTheOperatorAfterTheWait()
    {
        var database = Created("");

        Init(database, wait: 1)
            .Failed($"lacks the extension vector, pg_cjk_parser, pg_cjk_search after 1 s, and role {database.Name} may not create it")
            .Failed("CREATE EXTENSION IF NOT EXISTS");

        Assert.Equal("", database.Sql("SELECT extname FROM pg_extension WHERE extname = 'hstore'"));
    }

    [SkippableFact]
    [Pitfall("postgres-extension-missing")]
    public async Task WaitsForExtensionsThatAreCreatedLateAsync()
    {
        var database = Prepared("hstore pg_trgm unaccent");

        var run = WhileItWaits(
            database,
            () => postgres.Sql("CREATE EXTENSION vector; CREATE EXTENSION pg_cjk_parser; CREATE EXTENSION pg_cjk_search;", database.Name));

        Assert.Contains(
            "unmade vector; unmade pg_cjk_parser; unmade pg_cjk_search", (await run).Succeeded().Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task WaitsForAServerThatStartsLateAsync()
    {
        var database = Prepared();
        postgres.Stop();

        try
        {
            (await WhileItWaits(database, postgres.Start)).Succeeded();
        }
        finally
        {
            postgres.Require();
        }
    }

    [SkippableFact]
    public void IgnoresAServerThatAcceptsNoWrites()
    {
        var database = Prepared();
        postgres.Sql($"ALTER DATABASE {database.Name} SET default_transaction_read_only = on");

        Init(database, wait: 1).Failed("session is read-only");
    }

    [SkippableFact]
    public void InterruptedPreparationLeavesNoTraceAndTheNextRunSucceeds()
    {
        var database = Prepared();
        // The server ends the session at the last statement of the preparation.
        postgres.Sql(
            $"""
            CREATE FUNCTION fakes.format(text, text, text) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN pg_catalog.format($1, $2, $3); END $f$;
            CREATE FUNCTION fakes.current_database() RETURNS name LANGUAGE plpgsql SECURITY DEFINER AS
              $f$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN '{database.Name}'; END $f$;
            """,
            database.Name);

        Init(database).Failed("was not prepared, and is unchanged");
        Assert.Equal("0", database.Sql("SELECT count(*) FROM pg_ts_config WHERE cfgname = 'config_2_gram_cjk'"));
        postgres.Sql("DROP FUNCTION fakes.current_database()", database.Name);
        Init(database).Succeeded();
    }

    [SkippableFact]
    public void NamesADatabaseThatIsMissingAfterTheWait() =>
        Init(Created("") with { Name = "nobody" }, wait: 1)
            .Failed("did not accept nobody within 1 s")
            .Failed("password authentication failed");

    [SkippableFact]
    public async Task WaitsForADatabaseThatIsCreatedLateAsync()
    {
        var database = Prepared();
        postgres.Sql($"ALTER ROLE {database.Name} NOLOGIN");

        (await WhileItWaits(database, () => postgres.Sql($"ALTER ROLE {database.Name} LOGIN"))).Succeeded();
    }

    public void Dispose() => _folder.Dispose();

    private static string Catalog(PrivateDatabase database) => database.Sql("""
        SELECT string_agg(item, ' ' ORDER BY item) FROM (
          SELECT extname || extversion FROM pg_extension
          UNION ALL SELECT cfgname FROM pg_ts_config
          UNION ALL SELECT mapcfg || ':' || maptokentype || ':' || mapdict FROM pg_ts_config_map
          UNION ALL SELECT setconfig::text FROM pg_db_role_setting) AS items (item)
        """);

    /// <summary>A database with the extensions that the operator creates beforehand.</summary>
    private PrivateDatabase Created(string extensions)
    {
        var database = postgres.CreateDatabase();
        postgres.Sql(
            string.Concat(
                extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(extension => $"CREATE EXTENSION {extension};")),
            database.Name);
        return database;
    }

    /// <summary>A database whose sessions split Chinese, Japanese and Korean into pairs, as the real parser does.</summary>
    private PrivateDatabase Prepared(string extensions = OfTheOperator)
    {
        var database = Created(extensions);
        postgres.Sql(
            $"""
            CREATE SCHEMA fakes;
            GRANT USAGE ON SCHEMA fakes TO PUBLIC;
            CREATE FUNCTION fakes.pairs(run text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS
              $f$ SELECT substr(run, at, 2) FROM generate_series(1, greatest(length(run) - 1, 1)) AS at $f$;
            CREATE FUNCTION fakes.ts_parse(parser text, txt text, OUT tokid integer, OUT token text) RETURNS SETOF record LANGUAGE sql IMMUTABLE AS
              $f$ SELECT 1, pair FROM regexp_matches(txt, '[^\x01-\x7f]+', 'g') AS run, fakes.pairs(run[1]) AS pair $f$;
            CREATE FUNCTION fakes.to_tsvector(configuration regconfig, txt text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS
              $f$ SELECT pg_catalog.to_tsvector('english', regexp_replace(txt, '[^\x01-\x7f]+', ' ', 'g'))
                    || coalesce((SELECT pg_catalog.array_to_tsvector(array_agg(DISTINCT token)) FROM fakes.ts_parse('', txt)), '') $f$;
            CREATE FUNCTION fakes.plainto_tsquery(configuration regconfig, txt text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS
              $f$ SELECT CASE WHEN txt ~ '[^\x01-\x7f]' THEN (SELECT string_agg(quote_literal(token), ' & ')::tsquery FROM fakes.ts_parse('', txt))
                    ELSE pg_catalog.plainto_tsquery('english', txt) END $f$;
            ALTER DATABASE {database.Name} SET search_path = fakes, pg_catalog, public;
            """,
            database.Name);
        return database;
    }

    /// <summary>Runs the job, and runs an action after the job has checked the server once.</summary>
    private Task<ScriptResult> WhileItWaits(PrivateDatabase database, Action then)
    {
        var looks = _folder["looks"];
        _folder.WriteProgram("shims/psql", $"#!/bin/sh\necho >>{looks}\nexec /usr/bin/psql \"$@\"");
        var run = Task.Run(() => Init(database, wait: 60));
        Waiting.Until(() => run.IsCompleted || (File.Exists(looks) && new FileInfo(looks).Length > 1), "the script has looked twice");
        then();
        return run;
    }

    private ScriptResult Init(PrivateDatabase database, int wait = 5)
    {
        _folder.CopyScripts("infra", "Apps", "InitJobs", "Scripts");
        return _folder.Run(["bash", _folder["scripts", "discourse_init.sh"]], new Dictionary<string, string>
        {
            ["PATH"] = $"{_folder["shims"]}:/usr/bin:/bin",
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = $"{database.Server.Port}",
            ["PGUSER"] = database.Name,
            ["PGPASSWORD"] = database.Password,
            ["WAIT_SECONDS"] = $"{wait}",
            ["POLL_SECONDS"] = "0.1",
        });
    }
}
