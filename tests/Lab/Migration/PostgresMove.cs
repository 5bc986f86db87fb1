using System.Globalization;
using Infra.Cluster;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// A move of a database by the program's scripts, unchanged, between two servers of this machine: a stand-in (one-machine.sh) leads what
/// would go over SSH into a container, or into a pod, to their sockets.
/// </summary>
internal sealed class PostgresMove : IDisposable
{
    /// <summary>Password of the owner in Docker, which the cluster's does not become.</summary>
    public const string SourcePassword = "of the source";

    /// <summary>Password of the owner in the cluster.</summary>
    public const string ClusterPassword = "of the cluster";

    /// <summary>Password of a role that the app made.</summary>
    public const string TenantPassword = "known to the app alone";

    /// <summary>Libraries of the script, before the driver.</summary>
    private static readonly string[] Libraries = ["migration/move-lib", "databases/postgres-dump", "databases/move-postgres"];

    /// <summary>Objects of every kind that a move keeps, of a database <c>shop</c>, with roles that the app makes, as Logto does.</summary>
    private const string Fill = """
        CREATE EXTENSION hstore;
        CREATE EXTENSION pg_trgm;
        CREATE ROLE shop_reader NOLOGIN;
        SET ROLE shop;
        CREATE ROLE shop_tenant NOINHERIT;
        CREATE ROLE shop_tenant_one LOGIN CONNECTION LIMIT 7 PASSWORD 'known to the app alone';
        GRANT shop_tenant TO shop_tenant_one;
        CREATE SCHEMA app;
        CREATE TABLE orders (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant text NOT NULL, note text, made timestamptz DEFAULT now(),
          score float8 DEFAULT random(), attributes public.hstore, loud text GENERATED ALWAYS AS (upper(note)) STORED);
        CREATE INDEX orders_note ON orders USING gin (note public.gin_trgm_ops);
        INSERT INTO orders (tenant, note, attributes)
          SELECT CASE WHEN i % 2 = 0 THEN 'shop_tenant_one' ELSE 'other' END, '主题 ' || md5(i::text), 'a=>1' FROM generate_series(1, 500) i;
        ALTER TABLE orders ADD gone int, ADD raw bytea DEFAULT '\x00ff';
        ALTER TABLE orders DROP gone;
        ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
        CREATE POLICY tenants ON orders TO shop_tenant USING (tenant = session_user);
        GRANT SELECT, INSERT ON orders TO shop_tenant;
        GRANT USAGE ON SCHEMA app TO shop_tenant;
        CREATE TABLE app.events (at date, what text) PARTITION BY RANGE (at);
        CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        INSERT INTO app.events SELECT '2026-03-01'::date + i, 'x' FROM generate_series(1, 100) i;
        CREATE SEQUENCE tickets START 10;
        SELECT nextval('tickets'), nextval('tickets');
        CREATE SEQUENCE fresh;
        CREATE TABLE "Odd na'me | x" (a int, b text DEFAULT 'q''t');
        INSERT INTO "Odd na'me | x" VALUES (1);
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE FUNCTION same(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
        REVOKE ALL ON FUNCTION same(int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION same(int) TO shop_tenant;
        CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER seen BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION seen();
        CREATE VIEW notes AS SELECT id, note FROM orders;
        CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM orders;
        COMMENT ON TABLE orders IS 'what was ordered';
        ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO shop_tenant;
        SELECT lo_from_bytea(0, decode(repeat('00ff', 5000), 'hex'));
        REVOKE CONNECT ON DATABASE shop FROM PUBLIC;
        GRANT CONNECT ON DATABASE shop TO shop_tenant_one;
        RESET ROLE;
        CREATE TABLE by_superuser (a int);
        GRANT SELECT ON by_superuser TO shop_reader;
        CREATE FUNCTION by_superuser(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
        ALTER ROLE shop_tenant_one SET search_path = "$user", public;
        ALTER DATABASE shop SET work_mem = '7MB';
        ALTER ROLE shop_tenant_one IN DATABASE shop SET lock_timeout = '3s';
        ALTER ROLE shop IN DATABASE shop SET search_path = public, app;
        ALTER DATABASE shop CONNECTION LIMIT 40;
        COMMENT ON DATABASE shop IS 'all orders';
        """;

    private readonly PrivateFolder _folder = new("move");

    public PostgresMove(PostgresServer source, PostgresServer target, string name)
    {
        (Source, Target, Name) = (source, target, name);
        foreach (var program in (string[])["ssh", "docker", "k3s"])
        {
            _folder.WriteProgram($"doubles/{program}", File.ReadAllText(Repository.File("tests", "Lab", "Migration", "one-machine.sh")));
        }

        Lab = _folder.Make("lab");
        target.Sql($"CREATE ROLE {name} LOGIN CREATEROLE PASSWORD '{ClusterPassword}'; CREATE DATABASE {name} OWNER {name};");
        source.CreateDatabase(name, SourcePassword);
        source.Sql(Fill.Replace("shop", name, StringComparison.Ordinal), name);
    }

    /// <summary>The server in Docker.</summary>
    public PostgresServer Source { get; }

    /// <summary>The server in the cluster.</summary>
    public PostgresServer Target { get; }

    /// <summary>Name of the database, of its owner and of the move.</summary>
    public string Name { get; }

    /// <summary>Folder of the double, with its faults.</summary>
    public string Lab { get; }

    /// <summary>Functions after those of the kind: faults between the stages.</summary>
    public string Faults { get; set; } = "";

    /// <summary>Parameters beside the usual ones.</summary>
    public Dictionary<string, string> More { get; } = new(StringComparer.Ordinal);

    /// <summary>Largest memory of each process of a run, in KiB of addresses; empty for no limit.</summary>
    public string Memory { get; set; } = "";

    /// <summary>Commands that reached the servers, with their words.</summary>
    public string Words => File.ReadAllText(Path.Combine(Lab, "words"));

    /// <summary>Names the databases of a server that belong to this move.</summary>
    public string DatabasesOf(PostgresServer server) => server.Sql(
        $"SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname = '{Name}' OR datname LIKE '{Name}\\_%'");

    /// <summary>Whether the owner may write to the database in Docker.</summary>
    public bool SourceIsOpen() => IsOpen(Source, SourcePassword);

    /// <summary>Whether the owner may write to the database in the cluster.</summary>
    public bool TargetIsOpen() => IsOpen(Target, ClusterPassword);

    /// <summary>Cuts a connection, once; see one-machine.sh.</summary>
    public void Cut(string stage) => File.WriteAllText(Path.Combine(Lab, "cut"), stage);

    /// <summary>Runs shell before or after a function of the script.</summary>
    public void Around(string function, string before = "", string after = "") => Faults += $$"""

        plain_{{function}}() { :; }
        eval "$(declare -f {{function}} | sed '1s/^/plain_/')"
        {{function}}() {
          {{(before.Length > 0 ? before : ":")}}
          plain_{{function}} "$@"
          {{after}}
        }
        """;

    /// <summary>Shell that runs statements in a database of a side, as a superuser.</summary>
    public string Statements(PostgresServer server, string database, string statements) => string.Create(
        CultureInfo.InvariantCulture,
        $"PGOPTIONS='-c default_transaction_read_only=off' psql -X -q -v ON_ERROR_STOP=1 -h {server.Socket} -p {server.Port} -U postgres "
            + $"-d {database} -c {Quoted(statements)} >/dev/null");

    /// <summary>Rehearses and moves; both succeed.</summary>
    public string Make()
    {
        Run("rehearsal").Succeeded();
        return Run("move").Succeeded().Text;
    }

    /// <summary>Runs the script as the planned command does.</summary>
    /// <param name="mode">rehearsal, move, or back.</param>
    /// <param name="attempt">Name of the passage.</param>
    public ScriptResult Run(string mode, string attempt = "first")
    {
        var parameters = new Dictionary<string, string>(More, StringComparer.Ordinal)
        {
            ["STATE_DIR"] = Lab,
            ["STACK"] = "lab",
            ["MOVE"] = Name,
            ["ATTEMPT"] = attempt,
            ["MODE"] = mode,
            ["KIND"] = "database",
            ["SOURCE_NAME"] = "docker-1",
            ["SOURCE_ADDRESS"] = "127.0.0.1",
            ["SOURCE_USER"] = "root",
            ["SOURCE_HOST_KEY"] = "ssh-ed25519 AAAA",
            ["SOURCE_CONTAINER"] = "postgres",
            ["TARGET_NAMESPACE"] = "databases",
            ["TARGET_SERVER"] = "shop",
            ["TARGET_WORKLOADS"] = "",
            ["WRITERS"] = "",
            ["DATABASE"] = Name,
            ["DATABASE_USER"] = Name,
        };
        var script = NodeStep.Compose("migration/move", "server", parameters, Libraries);
        const string Driver = ": \"${MODE:?}\"";
        Assert.Contains(Driver, script, StringComparison.Ordinal);
        // The program of a server is not on this machine; everything else is the script of the program.
        script = script.Replace(Driver, $"kube() {{ k3s kubectl \"$@\"; }}\n{Faults}\n{Driver}", StringComparison.Ordinal);
        return _folder.Run(
            ["bash", "-c", $"ulimit -v {(Memory.Length > 0 ? Memory : "unlimited")}; exec bash {_folder.Write("script", script)}"],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = $"{_folder["doubles"]}:/usr/sbin:/usr/bin:/sbin:/bin",
                ["STEP"] = "move",
                ["NODE_NAME"] = "server",
                ["POLL_SECONDS"] = "0.1",
                ["LAB"] = Lab,
                ["SOURCE_SOCKET"] = Source.Socket,
                ["SOURCE_SERVER_PORT"] = $"{Source.Port}",
                ["TARGET_SOCKET"] = Target.Socket,
                ["TARGET_SERVER_PORT"] = $"{Target.Port}",
            },
            "the key\n...\n");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private bool IsOpen(PostgresServer server, string password) =>
        server.Query(Name, password, Name, "CREATE TABLE written (a int); DROP TABLE written;").Code == 0;

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
