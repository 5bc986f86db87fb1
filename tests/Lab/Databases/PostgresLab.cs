using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Databases;

/// <summary>
/// A real PostgreSQL 15 of Debian's, a private process in a folder of its own. Real are the server, hstore, pg_trgm, unaccent
/// and the project's own pg_cjk_search. Debian has neither pgvector nor pg_cjk_parser: the extension <c>vector</c> is an empty
/// type here, and the functions of <c>pg_cjk_parser</c> are PostgreSQL's own, which do not split. Splitting is faked by SQL
/// functions that stand before PostgreSQL's, in databases that ask for it (<see cref="FakeSplitting"/>).
/// </summary>
internal sealed class PostgresLab : IDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private const string Shared = "/usr/share/postgresql/15";

    private readonly string _root = Directory.CreateTempSubdirectory("infra-pg-").FullName;

    public PostgresLab()
    {
        Require();
        Arrange();
        Run("chown", ["-R", "postgres", _root]);
        AsPostgres($"{Prefix}/bin/initdb -D {_root}/data -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions");
        AsPostgres($"{Prefix}/bin/pg_ctl -D {_root}/data -w -t 60 -l {_root}/server.log -o \"-k {_root} -c listen_addresses= -c fsync=off\" start");
    }

    /// <summary>Folder of the server's socket, its <c>PGHOST</c>.</summary>
    public string Host => _root;

    /// <summary>The scripts, as a pod has them.</summary>
    public static string Scripts => Repository.File("infra", "Databases", "Scripts");

    private string Prefix => $"{_root}/usr/lib/postgresql/15";

    private string Extensions => $"{_root}/usr/share/postgresql/15/extension";

    /// <summary>Skips the test where there is no PostgreSQL; under <c>INFRA_LAB=required</c> that is a failure.</summary>
    public static void Require()
    {
        var obstacle = !File.Exists($"{Binaries}/initdb") ? "missing: PostgreSQL 15 (Debian: postgresql-15)"
            : !File.Exists($"{Shared}/extension/pg_trgm.control") ? "missing: PostgreSQL's contrib modules (Debian: postgresql-15)"
            : Environment.UserName != "root" ? "it starts the server as another user, which only root can"
            : null;
        if (obstacle is not null && Environment.GetEnvironmentVariable("INFRA_LAB") == "required")
        {
            Assert.Fail($"INFRA_LAB=required, but {obstacle}");
        }

        Skip.If(obstacle is not null, $"the lab of databases: {obstacle}");
    }

    /// <summary>Makes a database and its owner; with the extensions that the operator makes beforehand.</summary>
    public void CreateDatabase(string name, params string[] extensions)
    {
        Sql("postgres", $"CREATE ROLE {name} LOGIN");
        Sql("postgres", $"CREATE DATABASE {name} OWNER {name}");
        foreach (var extension in extensions)
        {
            Sql(name, $"CREATE EXTENSION {extension}");
        }
    }

    /// <summary>Lets a database's sessions split runs of Chinese, Japanese and Korean into pairs, as the real parser does.</summary>
    public void FakeSplitting(string database)
    {
        Sql(database, """
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
            """);
        Sql("postgres", $"ALTER DATABASE {database} SET search_path = fakes, pg_catalog, public");
    }

    /// <summary>Takes an extension away from the server's image.</summary>
    public void Remove(string extension) => File.Delete($"{Extensions}/{extension}.control");

    /// <summary>Runs SQL as the superuser. Gives its output.</summary>
    public string Sql(string database, string text)
    {
        var (code, output) = Run("psql", ["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-h", _root, "-U", "postgres", "-d", database, "-c", text]);
        Assert.True(code == 0, output);
        return output.Trim();
    }

    /// <summary>Runs discourse's script as the owner of a database.</summary>
    public (int Code, string Output) Init(string owner, params (string Name, string Value)[] more) =>
        Run("bash", [$"{Scripts}/discourse_init.sh"], [("PGHOST", _root), ("PGUSER", owner), ("WAIT_SECONDS", "5"), .. more]);

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output) Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public void Dispose()
    {
        if (File.Exists($"{_root}/data/postmaster.pid"))
        {
            AsPostgres($"{Prefix}/bin/pg_ctl -D {_root}/data -w -m immediate stop");
        }

        Directory.Delete(_root, recursive: true);
    }

    /// <summary>
    /// PostgreSQL finds its shared files beside its own program: a copy of the program sees a folder of extensions that is
    /// Debian's and the fakes, and nothing of the machine is touched.
    /// </summary>
    private void Arrange()
    {
        Directory.CreateDirectory($"{Prefix}/bin");
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
        {
            File.Copy($"{Binaries}/{program}", $"{Prefix}/bin/{program}");
        }

        File.CreateSymbolicLink($"{Prefix}/lib", "/usr/lib/postgresql/15/lib");
        Directory.CreateDirectory(Extensions);
        Link(Shared, Path.GetDirectoryName(Extensions)!);
        Link($"{Shared}/extension", Extensions);
        foreach (var file in Directory.GetFiles(Repository.File("images", "postgres"), "pg_cjk_search*"))
        {
            File.Copy(file, Path.Combine(Extensions, Path.GetFileName(file)));
        }

        Fake("vector", "CREATE DOMAIN vector AS real[];");
        Fake("pg_cjk_parser", """
            CREATE FUNCTION public.prsd2_cjk_start(internal, integer) RETURNS internal LANGUAGE internal STRICT AS 'prsd_start';
            CREATE FUNCTION public.prsd2_cjk_nexttoken(internal, internal, internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_nexttoken';
            CREATE FUNCTION public.prsd2_cjk_end(internal) RETURNS void LANGUAGE internal STRICT AS 'prsd_end';
            CREATE FUNCTION public.prsd2_cjk_lextype(internal) RETURNS internal LANGUAGE internal STRICT AS 'prsd_lextype';
            CREATE FUNCTION public.prsd2_cjk_headline(internal, internal, tsquery) RETURNS internal LANGUAGE internal STRICT AS 'prsd_headline';
            """);
    }

    private void Fake(string extension, string sql)
    {
        File.WriteAllText($"{Extensions}/{extension}.control", "default_version = '1.0'\nrelocatable = true\n");
        File.WriteAllText($"{Extensions}/{extension}--1.0.sql", sql);
    }

    private static void Link(string from, string to)
    {
        foreach (var entry in Directory.GetFileSystemEntries(from))
        {
            var target = Path.Combine(to, Path.GetFileName(entry));
            if (!Path.Exists(target))
            {
                File.CreateSymbolicLink(target, entry);
            }
        }
    }

    private static void AsPostgres(string command)
    {
        var (code, output) = Run("su", ["postgres", "-s", "/bin/sh", "-c", command + " > /dev/null 2>&1"]);
        Assert.True(code == 0, $"{command}: {output}");
    }
}
