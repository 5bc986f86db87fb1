using CliWrap;
using Infra.Cluster;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Docker;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// A move of a PostgreSQL database out of a container of real Docker, over real SSH. Slow: two hosts, Docker and two servers are started.
/// </summary>
public sealed class PostgresDockerTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The machine's PostgreSQL as an image: folders and links; the programs come by a volume.</summary>
    private const string Image = """
        mkdir -p /tmp/image && cd /tmp/image && mkdir usr etc tmp proc dev run var sys && chmod 1777 tmp
        cp /etc/passwd /etc/group etc
        for name in bin sbin lib lib64; do ln -s usr/$name $name; done
        tar -c . | docker import - lab/postgres:15
        """;

    /// <summary>As the official image: <c>POSTGRES_USER</c> names the superuser, whom the local socket lets in.</summary>
    private const string Container = """
        docker run --detach --name community_postgres --label com.docker.compose.project=community \
          --label com.docker.compose.service=postgres --volume /usr:/usr:ro \
          --env PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin --env POSTGRES_USER=keeper \
          lab/postgres:15 sh -c 'mkdir -p /data /var/run/postgresql && chown postgres /data /var/run/postgresql &&
            exec setpriv --reuid=postgres --regid=postgres --init-groups sh -c "
              initdb -D /data -U keeper --auth-local=trust -E UTF8 --locale=C --no-sync >/dev/null &&
              exec postgres -D /data -c listen_addresses= -c fsync=off"'
        for _ in $(seq 300); do
          ! docker exec -u postgres community_postgres psql -U keeper -d postgres -c 'SELECT 1' >/dev/null 2>&1 || exit 0
          sleep 0.1
        done
        docker logs community_postgres >&2 && exit 1
        """;

    private const string Pod = """
        mkdir -p /controller/run /var/lib/lab /var/lib/shop && chown postgres /controller/run /var/lib/shop
        cd / && setpriv --reuid=postgres --regid=postgres --init-groups sh -ec '
          PATH=/usr/lib/postgresql/15/bin:$PATH
          initdb -D /var/lib/shop/data -U postgres --auth-local=trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
          pg_ctl -D /var/lib/shop/data -l /var/lib/shop/log -w -o "-k /controller/run -c listen_addresses= -c fsync=off" start >/dev/null'
        psql -q -h /controller/run -U postgres -c 'CREATE ROLE shop LOGIN' -c 'CREATE DATABASE shop OWNER shop'
        """;

    private const string Kubectl = """
        #!/bin/sh
        LAB=/var/lib/lab TARGET_SERVER_PORT=5432 exec /usr/local/lib/lab/k3s "$@"
        """;

    [SkippableFact]
    public async Task DatabaseOfAContainerMovesOverSsh()
    {
        DockerMachine.Require();
        DatabaseMachine.Require();
        await using var net = await LabNet.CreateAsync();
        var hosts = await Task.WhenAll(net.AddAsync("docker-1", 30), net.AddAsync("server", 1));
        var (docker, server) = (hosts[0], hosts[1]);
        await LabDocker.StartAsync(docker);
        await docker.ConsoleAsync(Image);
        await docker.ConsoleAsync(Container);
        await docker.ConsoleAsync(
            "docker exec -i -u postgres community_postgres psql -q -v ON_ERROR_STOP=1 -U keeper -d postgres", PipeSource.FromString("""
            CREATE ROLE shop LOGIN PASSWORD 'a';
            CREATE ROLE shop_tenant LOGIN PASSWORD 'b';
            CREATE DATABASE shop OWNER keeper;
            \c shop
            CREATE TABLE orders AS SELECT i, md5(i::text) FROM generate_series(1, 100) i;
            GRANT SELECT ON orders TO shop_tenant;
            """));
        await server.ConsoleAsync(Pod);
        var stand = await File.ReadAllTextAsync(Repository.File("tests", "Lab", "Migration", "one-machine.sh"));
        await server.WriteAsync("/usr/local/lib/lab/k3s", stand, Executable);
        await server.WriteAsync("/usr/local/bin/k3s", Kubectl, Executable);

        await RunAsync(net, server, docker.PrivateAddress, "rehearsal");
        var said = await RunAsync(net, server, docker.PrivateAddress, "move");

        Assert.Contains("1 tables with 100 rows", said, StringComparison.Ordinal);
        Assert.Equal(
            "shop shop_tenant 100",
            (await server.ConsoleAsync(
                "psql -A -t -h /controller/run -U postgres -d shop -c \"SELECT concat_ws(' ', pg_get_userbyid(relowner), "
                    + "(SELECT rolname FROM pg_roles WHERE rolname = 'shop_tenant'), (SELECT count(*) FROM orders)) "
                    + "FROM pg_class WHERE relname = 'orders'\"")).Trim());
        var closed = await docker.ConsoleAsync(
            "docker exec -u postgres community_postgres psql -U keeper -d shop -c 'SELECT 1' 2>&1 || true");
        Assert.Contains("not currently accepting connections", closed, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(LabNet net, LabHost server, string source, string mode)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["STATE_DIR"] = "/var/lib/infra/moves/shop",
            ["STACK"] = "lab",
            ["MOVE"] = "shop",
            ["ATTEMPT"] = "first",
            ["MODE"] = mode,
            ["KIND"] = "database",
            ["SOURCE_NAME"] = "docker-1",
            ["SOURCE_ADDRESS"] = source,
            ["SOURCE_USER"] = "root",
            ["SOURCE_HOST_KEY"] = (await net.Keys.OfAsync("docker-1-host-key")).Public.Trim(),
            ["SOURCE_CONTAINER"] = "community/postgres",
            ["TARGET_NAMESPACE"] = "databases",
            ["TARGET_SERVER"] = "shop",
            ["TARGET_WORKLOADS"] = "",
            ["WRITERS"] = "",
            ["DATABASE"] = "shop",
            ["DATABASE_USER"] = "shop",
        };
        string[] libraries = ["migration/move-lib", "databases/postgres-dump", "databases/move-postgres"];
        var script = NodeStep.Compose("migration/move", "server", parameters, libraries);
        var key = (await net.Keys.OfAsync("nodes-ssh")).Private;
        var input = NodeStep.Input("migration/move", "server", "root", Limit, script) + key + "...\n";
        var result = await server.AtConsoleAsync("bash -s", PipeSource.FromString(input));
        return new ScriptResult(result.ExitCode, result.StandardOutput + result.StandardError).Succeeded().Text;
    }
}
