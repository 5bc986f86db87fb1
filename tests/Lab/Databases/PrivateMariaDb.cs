namespace Infra.Tests.Lab.Databases;

/// <summary>
/// A real MariaDB, with a database whose password needs care. It stands in for Percona Server, which Debian does not have: the
/// scripts use what both support, and detect differences (initialization of a data folder, GTIDs) from the program.
/// </summary>
public sealed class PrivateMariaDb : PrivateServer
{
    /// <summary>Root's password over the network, with characters that are special in shells, option files and SQL.</summary>
    internal const string RootPassword = """r"o\o't $p#;`%""";

    private readonly PrivateDatabase? _blog;
    private readonly string[] _files = [];

    /// <summary>Creates and starts the server, if it can run on this machine.</summary>
    public PrivateMariaDb()
        : this(null)
    {
    }

    /// <param name="disk">Size of a disk of its own; null for the machine's.</param>
    internal PrivateMariaDb(string? disk)
        : base("mysql", "mysql")
    {
        if (DatabaseMachine.Obstacle is not null)
        {
            return;
        }

        if (disk is not null)
        {
            Folder.Make("data");
            Folder.Mount("data", disk);
            _files = ["--innodb-log-file-size=4M", "--innodb-autoextend-increment=1"];
        }

        Folder.Run(
        [
            "mariadb-install-db", "--no-defaults", $"--datadir={Folder["data"]}",
            "--auth-root-authentication-method=normal", "--skip-test-db", .. _files,
        ]).Succeeded();
        Start();
        // Accounts of root for this address, which the installation created, would take precedence over the one for any address.
        Sql($"""
            SET sql_mode = 'NO_BACKSLASH_ESCAPES';
            DELETE FROM mysql.global_priv WHERE User = '' OR Host <> 'localhost';
            FLUSH PRIVILEGES;
            CREATE USER root@'%' IDENTIFIED BY '{RootPassword.Replace("'", "''", StringComparison.Ordinal)}';
            GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;
            """);
        _blog = CreateDatabase("blog", """p"a#'ss\w#rd :""");
        _blog.Sql("""
            CREATE TABLE wp_posts (id int PRIMARY KEY AUTO_INCREMENT, body longtext, made datetime DEFAULT now(), raw blob);
            INSERT INTO wp_posts (body, raw) VALUES ('你好', x'00ff'), ('a''b', NULL);
            INSERT INTO wp_posts (body) SELECT group_concat(md5(seq) SEPARATOR '') FROM seq_1_to_10000;
            CREATE TABLE wp_options (name varchar(64) PRIMARY KEY, value text);
            INSERT INTO wp_options VALUES ('siteurl', 'x');
            CREATE TABLE `od``d` (a int);
            """);
    }

    /// <summary>A database with data.</summary>
    internal PrivateDatabase Blog
    {
        get
        {
            Require();
            return _blog!;
        }
    }

    /// <summary>Its socket, where root needs no password.</summary>
    internal string Socket => Folder["s"];

    internal override string Abruptly => "KILL";

    private protected override string[] Command =>
    [
        "/usr/sbin/mariadbd", "--no-defaults", $"--datadir={Folder["data"]}", $"--socket={Folder["s"]}", $"--port={Port}",
        "--bind-address=127.0.0.1", "--skip-name-resolve", $"--pid-file={Folder["pid"]}", $"--tmpdir={Folder.Root}",
        "--innodb-flush-log-at-trx-commit=0", .. _files,
    ];

    internal override ScriptResult Query(string user, string password, string database, string statements) => Ask(
        ["--protocol=tcp", "--host=127.0.0.1", $"--port={Port}", $"--user={user}", $"--database={database}"],
        new Dictionary<string, string> { ["MYSQL_PWD"] = password },
        statements);

    private protected override ScriptResult Administer(string database, string statements) =>
        Ask([$"--socket={Folder["s"]}", "--user=root", $"--database={database}"], [], statements);

    private protected override string Creation(string database, string quotedPassword) => $"""
        SET sql_mode = 'NO_BACKSLASH_ESCAPES';
        CREATE DATABASE {database} CHARACTER SET utf8mb4;
        CREATE USER {database}@'%' IDENTIFIED BY '{quotedPassword}';
        GRANT ALL ON {database}.* TO {database}@'%';
        """;

    private ScriptResult Ask(string[] connection, Dictionary<string, string> variables, string statements) =>
        Folder.Run(["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-N", "-B", .. connection], variables, statements);
}
