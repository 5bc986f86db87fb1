using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Moves of PostgreSQL's databases, by the program's scripts between two real servers. Slow: both are started for the class, and a move
/// makes some forty connections.
/// </summary>
public sealed class PostgresTests(PostgresPair servers) : IClassFixture<PostgresPair>
{
    /// <summary>Content of a database, as the script does not read it.</summary>
    private const string Seen = """
        SET timezone = 'UTC';
        SELECT md5(string_agg(o::text, ',' ORDER BY id)) FROM orders o;
        SELECT encode(lo_get(oid), 'hex') FROM pg_largeobject_metadata;
        SELECT string_agg(concat_ws(' ', schemaname, sequencename, last_value), ',' ORDER BY sequencename) FROM pg_sequences;
        SELECT string_agg(extname || extversion, ',' ORDER BY extname) FROM pg_extension WHERE extname <> 'unaccent';
        SELECT count(*), count(DISTINCT tableoid) FROM app.events;
        """;

    [SkippableFact]
    public void DatabaseIsInTheClusterWithAllThatBelongsToIt()
    {
        using var move = servers.Move();
        var (name, tenant) = (move.Name, $"{move.Name}_tenant_one");
        var hash = move.Source.Sql($"SELECT rolpassword FROM pg_authid WHERE rolname = '{tenant}'");
        var before = move.Source.Sql(Seen, name);

        move.Run("rehearsal").Succeeded();
        Assert.Equal(name, move.DatabasesOf(move.Target));
        Assert.Equal("0", move.Target.Sql($"SELECT count(*) FROM pg_roles WHERE rolname = '{tenant}'"));
        Assert.True(move.SourceIsOpen());
        var said = move.Run("move").Succeeded().Text;

        Assert.Contains("4 tables with 601 rows, 3 sequences, 3 roles", said, StringComparison.Ordinal);
        Assert.Contains("sorted by C in the source and by C.UTF-8 in the cluster", said, StringComparison.Ordinal);
        Assert.Equal(before, move.Target.Sql(Seen, name));
        // The described database that was there stays, and Docker's takes no writes.
        Assert.Equal($"{name} {name}_before", move.DatabasesOf(move.Target));
        Assert.True(move.TargetIsOpen());
        Assert.False(move.SourceIsOpen());
        // Rows of the tenant alone, with its own password, setting and search path.
        var asTenant = move.Target.Query(
            tenant, PostgresMove.TenantPassword, name, "SHOW search_path; SHOW lock_timeout; SELECT count(*) FROM public.orders;");
        Assert.Equal("\"$user\", public\n3s\n250\n", asTenant.Succeeded().Text);
        Assert.Equal(0, move.Target.Query(name, PostgresMove.ClusterPassword, name, "SELECT count(*) FROM by_superuser").Code);
        Assert.NotEqual(0, move.Target.Query(name, PostgresMove.SourcePassword, name, "SELECT 1").Code);
        Assert.Equal(
            $"{name} f 40 7MB all orders",
            move.Target.Sql(
                $"SELECT concat_ws(' ', pg_get_userbyid(datdba), has_database_privilege('public', oid, 'CONNECT'), datconnlimit, "
                    + "current_setting('work_mem'), split_part(shobj_description(oid, 'pg_database'), E'\\n', 1)) "
                    + $"FROM pg_database WHERE datname = current_database()",
                name));
        Each.Of([hash, PostgresMove.TenantPassword], secret =>
        {
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, move.Words, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, move.Target.Log(), StringComparison.Ordinal);
        });
    }

    [SkippableFact]
    public void SecondRunChangesNothing()
    {
        using var move = servers.Move();
        move.Make();
        move.Target.Sql("UPDATE orders SET note = 'later' WHERE id = 1", move.Name);

        var said = move.Run("rehearsal").Succeeded().Text + move.Run("move").Succeeded().Text;

        Assert.DoesNotContain("stays as", said, StringComparison.Ordinal);
        Assert.Equal("later", move.Target.Sql("SELECT note FROM orders WHERE id = 1", move.Name));
        Assert.Equal($"{move.Name} {move.Name}_before", move.DatabasesOf(move.Target));
    }

    [SkippableFact]
    public void EachDifferenceIsNamedAndStopsTheMove()
    {
        using var move = servers.Move();
        string Named(string text) => text.Replace("shop", move.Name, StringComparison.Ordinal);
        (string Statement, string Said)[] differences =
        [
            ("UPDATE orders SET made = made + interval '1 us' WHERE id = 7", "table public.orders: 500 rows, sum "),
            ("DELETE FROM app.events_2026 WHERE at = '2026-03-02'", "table app.events_2026: 100 rows, sum "),
            ("DROP TABLE \"Odd na'me | x\"", "table public.\"Odd na'me | x\": 1 rows, sum "),
            ("SELECT setval('tickets', 10)", "sequence public.tickets: 11 called in the source, 10 called in the cluster"),
            ("SELECT setval('fresh', 1)", "sequence public.fresh: 1 not called in the source, 1 called in the cluster"),
            ("SELECT lo_put(oid, 3, 'x') FROM pg_largeobject_metadata", "large objects all: 1, sum "),
            ("REVOKE INSERT ON orders FROM shop_tenant", "relation public.orders: r p (owner)"),
            ("ALTER ROLE shop_tenant_one PASSWORD 'x'", "password of shop_tenant_one is not the one of the source"),
            ("ALTER ROLE shop_tenant_one CREATEDB", "role shop_tenant_one: LOGIN INHERIT limit 7 "),
            ("REVOKE shop_tenant FROM shop_tenant_one", "member shop_tenant shop_tenant_one: member in the source, none in the cluster"),
            ("DROP EXTENSION hstore CASCADE", "extension hstore: public in the source, none in the cluster"),
            ("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_note'::regclass", "index public.orders_note: CREATE INDEX"),
            ("ALTER TABLE orders ALTER note SET DEFAULT 'x'", "column public.orders.note: text f "),
            ("DROP POLICY tenants ON orders", "policy public.orders.tenants: * t "),
            ("ALTER DATABASE shop_incoming SET work_mem = '8MB'", "setting  work_mem: 7MB in the source, 8MB in the cluster"),
            ("ALTER FUNCTION same(int) OWNER TO shop_tenant", "function public.same(a integer): f (owner) sql"),
            ("REVOKE CONNECT ON DATABASE shop_incoming FROM shop_tenant_one", "database rights: "),
            ("DROP TRIGGER seen ON orders", "trigger public.orders.seen: O CREATE TRIGGER seen"),
        ];
        move.Around("kind_verify", before: string.Join(
            '\n', differences.Select(each => move.Statements(move.Target, $"{move.Name}_incoming", Named(each.Statement)))));

        var failed = move.Run("move").Failed("the copy is not the source: ");

        Each.Of(differences, each => Assert.Contains(Named($"server/move: {each.Said}"), failed.Text, StringComparison.Ordinal));
        Assert.Contains("500 rows, sum ", failed.Text, StringComparison.Ordinal);
        Assert.Contains(" in the source, 99 rows, sum ", failed.Text, StringComparison.Ordinal);
        Assert.True(move.SourceIsOpen());
        Assert.Equal(move.Name, move.DatabasesOf(move.Target));
        Assert.Equal("", move.Target.Sql("SELECT string_agg(relname, ' ') FROM pg_class WHERE relname = 'orders'", move.Name));
    }

    [SkippableTheory]
    [InlineData("dump", "the copy broke off")]
    [InlineData("restore", "the copy broke off")]
    [InlineData("source", "the source cannot be described")]
    [InlineData("target", "the copy cannot be described")]
    public void ConnectionThatIsCutLeavesTheSourceInUse(string stage, string says)
    {
        using var move = servers.Move();
        move.Cut(stage);

        move.Run("move").Failed(says);

        Assert.True(move.SourceIsOpen());
        Assert.Equal(move.Name, move.DatabasesOf(move.Target).Split(' ')[0]);
        move.Run("move").Succeeded();
        Assert.Equal("500", move.Target.Sql("SELECT count(*) FROM orders", move.Name));
        Assert.False(move.SourceIsOpen());
    }

    [SkippableTheory]
    [InlineData("swap", "attempt 1 to give the copy its name")]
    [InlineData("swapped", "stays")]
    public void CutOverIsTriedAgainAndFoundWhenItsAnswerIsLost(string stage, string says)
    {
        using var move = servers.Move();
        move.Cut(stage);

        var said = move.Run("move").Succeeded().Text;

        Assert.Equal(stage == "swap", said.Contains(says, StringComparison.Ordinal));
        Assert.Equal($"{move.Name} {move.Name}_before", move.DatabasesOf(move.Target));
        Assert.Equal("500", move.Target.Sql("SELECT count(*) FROM orders", move.Name));
    }

    [SkippableTheory]
    [InlineData("closed", "writes were stopped for")]
    [InlineData("kind_cut_over", "an earlier run cut over")]
    public void RunThatIsKilledAtTheCutOverIsEndedByTheNext(string function, string says)
    {
        using var move = servers.Move();
        move.Around(function, after: "kill -9 $$");
        Assert.Equal(137, move.Run("move").Code);
        Assert.False(move.SourceIsOpen());

        move.Faults = "";
        var said = move.Run("move").Succeeded().Text;

        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.Equal($"{move.Name} {move.Name}_before", move.DatabasesOf(move.Target));
        Assert.Equal("500", move.Target.Sql("SELECT count(*) FROM orders", move.Name));
        Assert.True(move.TargetIsOpen());
        Assert.False(move.SourceIsOpen());
    }

    [SkippableFact]
    public void WriteAfterTheStopIsFoundBeforeTheCutOver()
    {
        using var move = servers.Move();
        string[] writes =
        [
            "UPDATE orders SET note = note WHERE id = 3",
            "SELECT nextval('tickets')",
            "CREATE TABLE sneaked (a int)",
        ];
        Each.Of(writes, write =>
        {
            move.Faults = "";
            move.Around("kind_verify", after: move.Statements(move.Source, move.Name, write));
            var failed = move.Run("move").Failed("the source was written to after its writers were stopped");
            Assert.Contains("changed in the source: ", failed.Text, StringComparison.Ordinal);
            Assert.True(move.SourceIsOpen());
        });

        // Later than the last look at the source, before it is closed.
        move.Faults = "";
        move.Around("kind_cut_over", before: move.Statements(move.Source, move.Name, writes[0]));
        move.Run("move").Failed("the source was written to until it was closed");
        Assert.True(move.SourceIsOpen());
        Assert.Equal(move.Name, move.DatabasesOf(move.Target));
    }

    [SkippableFact]
    public void VacuumAndAnalyzeAreNoWrites()
    {
        using var move = servers.Move();
        move.Source.Sql("DELETE FROM orders WHERE id > 400", move.Name);
        move.Around("kind_verify", after: move.Statements(move.Source, move.Name, "VACUUM ANALYZE"));

        move.Run("move").Succeeded();

        Assert.Equal("400", move.Target.Sql("SELECT count(*) FROM orders", move.Name));
    }

    [SkippableFact]
    public void NoSessionOfAnAppOutlivesTheStop()
    {
        using var move = servers.Move();
        using var session = move.Source.Hold(move.Name, PostgresMove.SourcePassword, move.Name);
        move.Around("kind_copy", before: move.Statements(
            move.Source,
            "postgres",
            $"DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = '{move.Name}'); END $$"));

        move.Run("move").Succeeded();

        Assert.True(session.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal("f 0", Limits(move));
    }

    [SkippableFact]
    public void WayBackWithoutWritesOpensTheSourceAsItWas()
    {
        using var move = servers.Move();
        const string Settings = """
            SELECT concat_ws(' ', datallowconn, datconnlimit, shobj_description(oid, 'pg_database'), (
              SELECT string_agg(concat_ws(' ', setrole::regrole, array(SELECT unnest(setconfig) ORDER BY 1)), ',' ORDER BY setrole)
              FROM pg_db_role_setting WHERE setdatabase = d.oid)) FROM pg_database d WHERE datname = current_database()
            """;
        move.Source.Sql($"ALTER DATABASE {move.Name} SET default_transaction_read_only = off");
        var before = move.Source.Sql(Settings, move.Name);
        move.Make();

        var said = move.Run("back", "second").Succeeded().Text;

        Assert.Contains("nothing was written in the cluster since the move", said, StringComparison.Ordinal);
        Assert.Equal(before, move.Source.Sql(Settings, move.Name));
        Assert.True(move.SourceIsOpen());
        Assert.Equal(move.Name, move.DatabasesOf(move.Source));

        // And once more into the cluster; each database that was replaced stays.
        move.Source.Sql("UPDATE orders SET note = 'second' WHERE id = 1", move.Name);
        move.Run("move", "third").Succeeded();
        Assert.Equal("second", move.Target.Sql("SELECT note FROM orders WHERE id = 1", move.Name));
        Assert.True(move.TargetIsOpen());
        Assert.Equal($"{move.Name} {move.Name}_before {move.Name}_returned", move.DatabasesOf(move.Target));
    }

    [SkippableFact]
    public void WayBackTakesWhatWasWrittenInTheCluster()
    {
        using var move = servers.Move();
        move.More["EXTENSIONS"] = "hstore unaccent";
        move.Make();
        Assert.Equal("t", move.Target.Sql("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'unaccent')", move.Name));
        var tenant = $"{move.Name}_tenant_two";
        move.Target.Sql(
            $"""
            UPDATE orders SET note = 'in the cluster' WHERE id = 1;
            SELECT nextval('tickets');
            SET ROLE {move.Name};
            CREATE ROLE {tenant} LOGIN PASSWORD 'new tenant';
            GRANT CONNECT ON DATABASE {move.Name} TO {tenant};
            GRANT SELECT ON orders TO {tenant};
            """,
            move.Name);
        var written = move.Target.Sql(Seen, move.Name);

        // Cut off while it goes back, the database in the cluster is the one in use again.
        move.Cut("restore");
        move.Run("back", "second").Failed("the copy broke off");
        Assert.True(move.TargetIsOpen());
        Assert.False(move.SourceIsOpen());

        // As in an image without an extension that is described for the cluster.
        move.Around("could_copy", after: "SKIPPED=unaccent");
        move.Run("back", "second").Succeeded();

        Assert.Equal("f", move.Source.Sql("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'unaccent')", move.Name));
        Assert.Equal(written, move.Source.Sql(Seen, move.Name));
        Assert.True(move.SourceIsOpen());
        Assert.Equal("t 40", Limits(move));
        Assert.Equal(0, move.Source.Query(tenant, "new tenant", move.Name, "SELECT 1").Code);
        Assert.Equal($"{move.Name} {move.Name}_before", move.DatabasesOf(move.Source));
    }

    [SkippableTheory]
    [InlineData("", "former described")]
    [InlineData("kind_unfence", "former described")]
    [InlineData("rename_back", "former described")]
    [InlineData("dropped", "")]
    public void AppsOfTheStepBeforeWorkWithTheDatabaseOfTheClusterAfterTheWayBack(string cut, string has)
    {
        using var move = servers.Move();
        var (name, password) = (move.Name, PostgresMove.ClusterPassword);
        move.Target.Query(name, password, name, "CREATE TABLE former AS SELECT 7 AS id").Succeeded();
        move.Target.Sql($"COMMENT ON DATABASE {name} IS 'described'");
        move.Make();
        if (cut == "dropped")
        {
            move.Target.Sql($"DROP DATABASE {name}_before");
        }
        else if (cut.Length > 0)
        {
            move.Around(cut, after: "kill -9 $$");
            Assert.Equal(137, move.Run("back", "second").Code);
            move.Faults = "";
        }

        move.Run("back", "second").Succeeded();

        Assert.True(move.SourceIsOpen());
        Assert.True(move.TargetIsOpen());
        Assert.Equal($"{name} {name}_returned", move.DatabasesOf(move.Target));
        Assert.Equal("500", move.Target.Sql("SELECT count(*) FROM orders", $"{name}_returned"));
        Assert.NotEqual(0, move.Target.Query(name, password, $"{name}_returned", "SELECT 1").Code);
        Assert.Equal(
            has,
            move.Target.Sql(
                "SELECT concat_ws(' ', to_regclass('former'), shobj_description(oid, 'pg_database')) FROM pg_database "
                    + "WHERE datname = current_database()",
                name));
    }

    [SkippableFact]
    public void WayBackToAnOlderServerIsRefusedAndLeavesTheClusterInUse()
    {
        using var move = servers.Move();
        move.Make();
        move.Target.Sql("DELETE FROM orders WHERE id = 1", move.Name);
        move.Around("facts", after: "TARGET_MAJOR=16");

        move.Run("back", "second").Failed("the cluster runs PostgreSQL 16 and the source 15");

        Assert.True(move.TargetIsOpen());
        Assert.False(move.SourceIsOpen());
    }

    [SkippableFact]
    public void OlderTargetAndOldPasswordsAreRefusedBeforeAnythingStops()
    {
        using var move = servers.Move();
        move.Around("facts", after: "TARGET_MAJOR=14");
        move.Run("move").Failed("the source runs PostgreSQL 15 and the cluster 14");

        move.Faults = "";
        move.Source.Sql($"ALTER ROLE {move.Name}_tenant_one PASSWORD 'md5{new string('0', 32)}'");
        move.Run("rehearsal").Failed(
            $"passwords of roles are stored as md5, which the server in the cluster refuses: {move.Name}_tenant_one");
        Assert.True(move.SourceIsOpen());
    }

    private static string Limits(PostgresMove move) =>
        move.Source.Sql($"SELECT concat_ws(' ', datallowconn, datconnlimit) FROM pg_database WHERE datname = '{move.Name}'");
}
