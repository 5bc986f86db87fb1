using System.Diagnostics;
using Infra.Tests.Lab.Databases;

namespace Infra.Tests.Lab.Migration;

/// <summary>A real PostgreSQL 15 of Debian, as one side of a move.</summary>
/// <param name="locale">Locale of its databases.</param>
/// <param name="disk">Size of the disk with its tables; empty for the machine's.</param>
internal sealed class PostgresServer : PrivateServer
{
    private const string Programs = PostgresImage.DebiansPrograms;

    public PostgresServer(string locale, string disk = "")
        : base("postgres", "postgres")
    {
        if (DatabaseMachine.Obstacle is not null)
        {
            return;
        }

        Folder.Run(
        [
            $"{Programs}/initdb", "-D", Folder["data"], "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256",
            "-E", "UTF8", $"--locale={locale}", "--no-sync"
        ]).Succeeded();
        if (disk.Length > 0)
        {
            Folder.Run(["mv", Folder["data", "base"], Folder["kept"]]).Succeeded();
            Folder.Make("data/base");
            Folder.Mount("data/base", disk);
            Folder.Run(["sh", "-c", $"cp -a {Folder["kept"]}/* {Folder["data", "base"]}"]).Succeeded();
        }

        Start();
    }

    /// <summary>Folder of its socket.</summary>
    public string Socket => Folder.Root;

    /// <summary>Folder of its tables.</summary>
    public string Tables => Folder["data", "base"];

    internal override string Abruptly => "QUIT";

    private protected override string[] Command =>
        [
            $"{Programs}/postgres", "-D", Folder["data"], "-k", Folder.Root, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off", "-c", "log_statement=all", "-c", "log_duration=on", "-c", "logging_collector=on",
            "-c", $"log_directory={Folder["log"]}"
        ];

    /// <summary>Reads everything that the server wrote to its log.</summary>
    public string Log() => string.Concat(Directory.GetFiles(Folder["log"]).Select(File.ReadAllText));

    /// <summary>Opens a session of a user, which stays until the server ends it.</summary>
    public Process Hold(string user, string password, string database)
    {
        var session = Folder.Start(
            ["psql", "-X", "-w", "-q", "-d", database, "-c", "SELECT pg_sleep(600)"],
            new Dictionary<string, string>
            {
                ["PGHOST"] = "127.0.0.1",
                ["PGPORT"] = $"{Port}",
                ["PGUSER"] = user,
                ["PGPASSWORD"] = password,
            });
        Waiting.Until(
            () => Sql($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{user}' AND wait_event = 'PgSleep'") == "1", "a session");
        return session;
    }

    internal override ScriptResult Query(string user, string password, string database, string statements) => Ask(
        new Dictionary<string, string> { ["PGHOST"] = "127.0.0.1", ["PGUSER"] = user, ["PGPASSWORD"] = password }, database, statements);

    private protected override ScriptResult Administer(string database, string statements) => Ask(
        new Dictionary<string, string> { ["PGHOST"] = Folder.Root, ["PGUSER"] = "postgres" },
        database.Length > 0 ? database : "postgres",
        statements);

    private protected override string Creation(string database, string quotedPassword) =>
        $"CREATE ROLE {database} LOGIN CREATEROLE PASSWORD '{quotedPassword}'; CREATE DATABASE {database} OWNER {database};";

    private ScriptResult Ask(Dictionary<string, string> variables, string database, string statements)
    {
        variables["PGPORT"] = $"{Port}";
        return Folder.Run(["psql", "-X", "-w", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database], variables, statements);
    }
}
