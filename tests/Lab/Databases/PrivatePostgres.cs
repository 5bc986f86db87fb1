namespace Infra.Tests.Lab.Databases;

/// <summary>A real PostgreSQL 15, with a database whose password needs care.</summary>
public sealed class PrivatePostgres : PrivateServer
{
    private readonly PostgresImage? _image;
    private readonly PrivateDatabase? _forum;

    /// <summary>Creates and starts the server, if it can run on this machine.</summary>
    public PrivatePostgres()
        : base("postgres", "postgres")
    {
        if (DatabaseMachine.Obstacle is not null)
        {
            return;
        }

        _image = new(Folder.Root);
        Folder.Run(
        [
            $"{_image.Programs}/initdb", "-D", Folder["data"], "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        ]).Succeeded();
        Start();
        _forum = CreateDatabase("forum", """p:w\"x #'y""");
        _forum.Sql("""
            CREATE TABLE topics (id int PRIMARY KEY, title text, score float8, made timestamptz DEFAULT now(), raw bytea);
            INSERT INTO topics SELECT i, '主题 ' || md5(i::text), random(), now(), decode(md5(i::text), 'hex') FROM generate_series(1, 5000) i;
            CREATE TABLE "Odd na'me | x" (a int);
            CREATE VIEW seen AS SELECT 1 AS one;
            """);
    }

    /// <summary>A database with data.</summary>
    internal PrivateDatabase Forum
    {
        get
        {
            Require();
            return _forum!;
        }
    }

    /// <summary>The program and its extensions.</summary>
    internal PostgresImage Image => _image!;

    internal override string Abruptly => "QUIT";

    private protected override string[] Command =>
        [
            $"{Image.Programs}/postgres", "-D", Folder["data"], "-k", Folder.Root, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"
        ];

    internal override ScriptResult Query(string user, string password, string database, string statements) =>
        Ask(
            new Dictionary<string, string> { ["PGHOST"] = "127.0.0.1", ["PGUSER"] = user, ["PGPASSWORD"] = password },
            database,
            statements);

    private protected override ScriptResult Administer(string database, string statements) =>
        Ask(
            new Dictionary<string, string> { ["PGHOST"] = Folder.Root, ["PGUSER"] = "postgres" },
            database.Length > 0 ? database : "postgres", statements);

    private protected override string Creation(string database, string quotedPassword) =>
        $"CREATE ROLE {database} LOGIN PASSWORD '{quotedPassword}'; CREATE DATABASE {database} OWNER {database};";

    private ScriptResult Ask(Dictionary<string, string> variables, string database, string statements)
    {
        variables["PGPORT"] = $"{Port}";
        return Folder.Run(["psql", "-X", "-w", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database], variables, statements);
    }
}
