using Infra.Cluster;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// A data move from MySQL by the program's scripts, unchanged, between two real servers. <c>ssh</c>, <c>docker</c> and <c>kubectl exec</c>
/// are stand-ins that lead a command to its server, in an environment with nothing but what the container has: its clients, its
/// password, and a few tools. They note their arguments.
/// </summary>
internal sealed class MySqlMove : IDisposable
{
    private const string SourcePassword = """s"o\u'r $c#;`%e""";
    private const string TargetPassword = """t"a\r'g $e#;`%t""";
    private const string Driver = ": \"${MODE:?}\"";

    private readonly PrivateFolder _folder = new("move");
    private readonly Dictionary<string, string> _parameters;

    public MySqlMove(PrivateMariaDb source, PrivateMariaDb target, string name)
    {
        (Name, Source, Target) = (name, source.CreateDatabase(name, "old"), target.CreateDatabase(name, "new"));
        (SourceClient, TargetClient) = (ClientOf(source), ClientOf(target));
        _parameters = new(StringComparer.Ordinal)
        {
            ["STACK"] = "lab",
            ["MOVE"] = name,
            ["KIND"] = "database",
            ["SOURCE_NAME"] = "docker-1",
            ["SOURCE_ADDRESS"] = "192.0.2.1",
            ["SOURCE_USER"] = "root",
            ["SOURCE_HOST_KEY"] = "ssh-ed25519 AAAA",
            ["SOURCE_CONTAINER"] = "shop/db",
            ["TARGET_NAMESPACE"] = "databases",
            ["TARGET_SERVER"] = "mysql",
            ["TARGET_WORKLOADS"] = "",
            ["WRITERS"] = "",
            ["MAX_OUTAGE"] = "",
            ["DATABASE"] = name,
            ["DATABASE_USER"] = name,
        };
        _folder.Write("password", SourcePassword);
        Container("source", source, SourcePassword, "mariadb", "mariadb-dump");
        Container("target", target, TargetPassword, "mysql", "mysqldump");
        _folder.WriteProgram("bin/ssh", $"#!/bin/bash\nprintf '%s\\n' \"$*\" >>{_folder["arguments"]}\nexec bash -c \"${{@: -1}}\"\n");
        _folder.WriteProgram("bin/docker", $"""
            #!/bin/bash
            printf '%s\n' "$*" >>{_folder["arguments"]}
            case $1 in
              ps) echo 0123abcd ;;
              exec) shift 3 && exec env -i PATH={_folder["source"]} MYSQL_ROOT_PASSWORD_FILE={_folder["password"]} "$@" ;;
              *) exit 1 ;;
            esac
            """);
        var objects = File.ReadAllText(Repository.File("tests", "Lab", "Migration", "claims.sh"));
        _folder.WriteProgram(
            "bin/objects", objects.Replace("root=/var/lib/claims", $"root={_folder.Make("objects")}", StringComparison.Ordinal));
        _folder.WriteProgram("bin/kubectl", $"""
            #!/bin/bash
            printf '%s\n' "$*" >>{_folder["arguments"]}
            case " $* " in
              *" get pods "*) printf 'mysql-pxc-10 True\nmysql-pxc-0 False\nmysql-pxc-2 True\n' ;;
              *" exec -i mysql-pxc-"*)
                until [ "$1" = -- ]; do shift; done
                shift
                exec env -i PATH={_folder["target"]} MYSQL_ROOT_PASSWORD={Quoted(TargetPassword)} "$@"
                ;;
              *) exec {_folder["bin", "objects"]} kubectl "$@" ;;
            esac
            """);
    }

    /// <summary>Name of the database on both servers, of its owner, and of the move.</summary>
    public string Name { get; }

    /// <summary>The database on the Docker host.</summary>
    public PrivateDatabase Source { get; }

    /// <summary>The database in the cluster.</summary>
    public PrivateDatabase Target { get; }

    /// <summary>Words of shell that call the client of the server on the Docker host; an account follows.</summary>
    public string SourceClient { get; }

    /// <summary>The same in the cluster.</summary>
    public string TargetClient { get; }

    /// <summary>Arguments of all programs that the stand-ins saw.</summary>
    public string Arguments => File.ReadAllText(_folder["arguments"]);

    /// <summary>Passwords of root on both sides.</summary>
    public IReadOnlyList<string> Passwords { get; } = [SourcePassword, TargetPassword];

    /// <summary>Sets a parameter of the script.</summary>
    public void Set(string parameter, string value) => _parameters[parameter] = value;

    /// <summary>Runs statements as root in the database on the Docker host.</summary>
    public string AtSource(string statements) => Source.Server.Sql(statements, Name);

    /// <summary>Runs statements as root in the database in the cluster.</summary>
    public string AtTarget(string statements) => Target.Server.Sql(statements, Name);

    /// <summary>Whether the app's account can write on the Docker host, and in the cluster.</summary>
    public (bool Source, bool Target) InUse => (CanConnect(Source), CanConnect(Target));

    /// <summary>Runs the step.</summary>
    /// <param name="mode">rehearsal, move, or back.</param>
    /// <param name="faults">Functions that replace those of the script.</param>
    public ScriptResult Run(string mode, string faults = "")
    {
        var script = Compose(mode);
        Assert.Contains(Driver, script, StringComparison.Ordinal);
        return Bash(script.Replace(Driver, $"{Overrides}\n{faults}\n{Driver}", StringComparison.Ordinal));
    }

    /// <summary>Runs functions of the script without the step around them.</summary>
    public ScriptResult Call(string functions)
    {
        var script = Compose("move");
        return Bash($"{script[..script.IndexOf(Driver, StringComparison.Ordinal)]}\n{Overrides}\nread_key\n{functions}\n");
    }

    public void Dispose() => _folder.Dispose();

    private static bool CanConnect(PrivateDatabase database) =>
        database.Server.Query(database.Name, database.Password, database.Name, "SELECT 1").Code == 0;

    private static string ClientOf(PrivateMariaDb server) => $"mariadb --no-defaults --socket={server.Socket}";

    private static string Quoted(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";

    private string Overrides => $$"""
        kube() { {{_folder["bin", "kubectl"]}} "$@"; }
        power_off() { kill -KILL $$; }
        after() { eval "real_$(declare -f "$1")"; eval "$1() { real_$1 \"\$@\"; $2; }"; }
        before() { eval "real_$(declare -f "$1")"; eval "$1() { $2; real_$1 \"\$@\"; }"; }
        """;

    private string Compose(string mode) => NodeStep.Compose(
        "migration/move",
        "server",
        new Dictionary<string, string>(_parameters, StringComparer.Ordinal) { ["MODE"] = mode, ["ATTEMPT"] = "first" },
        "migration/move-lib",
        "databases/move-mysql");

    private ScriptResult Bash(string script)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{_folder["bin"]}:/usr/sbin:/usr/bin:/sbin:/bin",
            ["STATE_DIR"] = _folder["state"],
            ["POLL_SECONDS"] = "0.05",
        };
        return _folder.Run(["/bin/bash", _folder.Write($"scripts/{Guid.NewGuid():N}", script)], variables, "the key\n...\n");
    }

    /// <summary>The programs of a container: clients that accept root's password from their environment alone.</summary>
    private void Container(string side, PrivateMariaDb server, string password, string client, string dumper)
    {
        _folder.Make(side);
        foreach (var tool in (string[])["sh", "cat", "df", "true"])
        {
            File.CreateSymbolicLink(_folder[side, tool], $"/bin/{tool}");
        }

        foreach (var (name, program) in ((string, string)[])[(client, "mariadb"), (dumper, "mariadb-dump")])
        {
            _folder.WriteProgram($"{side}/{name}", $"""
                #!/bin/sh
                if [ "$MYSQL_PWD" != {Quoted(password)} ]; then
                  echo "ERROR 1045 (28000): Access denied for user 'root'@'localhost'" >&2
                  exit 1
                fi
                unset MYSQL_PWD
                exec /usr/bin/{program} --no-defaults --socket={server.Socket} "$@"
                """);
        }
    }
}
