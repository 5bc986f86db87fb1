using Infra.Tests.Lab.Docker;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Migration;

/// <summary>
/// Lab with a Docker host and a server, on which a stand-in answers for the cluster, for the tests of a class, which run one after another:
/// each moves data of its own. Started by the first test that needs it.
/// </summary>
public sealed class MoveHosts : IAsyncLifetime
{
    /// <summary>A user of the hosts who becomes root by sudo.</summary>
    internal const string User = "mover";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] Needed = ["/usr/bin/rsync", "/usr/bin/setfattr", "/usr/bin/setfacl", "/usr/bin/sqlite3"];
    private readonly Lazy<Task<(LabNet Net, LabDocker Docker, LabHost Server)>> _lab = new(StartAsync);
    private int _moves;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_lab.IsValueCreated && _lab.Value.IsCompletedSuccessfully)
        {
            await (await _lab.Value).Net.DisposeAsync();
        }
    }

    /// <summary>A new move, with an empty source and an empty target.</summary>
    /// <param name="kind">Scripts with the functions of the kind, the last of which is the kind's.</param>
    internal async Task<LabMove> MoveAsync(params string[] kind)
    {
        DockerMachine.Require();
        LabMachine.Require(
            Needed.Where(static path => !File.Exists(path)).ToList() is { Count: > 0 } missing
                ? $"missing: {string.Join(", ", missing)} (Debian: rsync, attr, acl, sqlite3)"
                : null);
        var (net, docker, server) = await _lab.Value;
        return await LabMove.OnAsync(net, docker, server, $"move{++_moves}", kind);
    }

    /// <summary>
    /// Starts stand-ins for a program's HTTP interface (<c>NAME.sh</c>): a container over the source's folder, and one that answers for the
    /// target's workload over its volume.
    /// </summary>
    /// <param name="move">The move.</param>
    /// <param name="name">Name of the stand-in.</param>
    /// <param name="port">Port in the container.</param>
    /// <param name="folder">Folder in the container.</param>
    /// <param name="options">Options of the container.</param>
    internal async Task StandInAsync(LabMove move, string name, int port, string folder, string options = "")
    {
        var handler = await File.ReadAllTextAsync(Support.Repository.File("tests", "Lab", "Migration", $"{name}.sh"));
        await move.Docker.ImageAsync($"lab/{name}:1", ($"/{name}.sh", handler));
        await move.Docker.RunAsync(
            $"run -d --name {move.Name} --restart unless-stopped -v {move.From}:{folder} {options} lab/{name}:1 "
                + $"sh -c 'trap \"exit 0\" TERM; nc -ll -p {port} -e /{name}.sh & wait'");
        var here = 31_000 + _moves;
        await move.Server.WriteAsync($"/opt/{name}.sh", handler, Executable);
        await move.Server.ConsoleAsync(
            $"mkdir -p /var/lib/claims/ports/deployment && echo {here} >/var/lib/claims/ports/deployment/{move.Name} "
                + $"&& (ROOT={move.To} setsid busybox nc -ll -p {here} -e /opt/{name}.sh >/dev/null 2>&1 </dev/null &)");
    }

    private static async Task<(LabNet Net, LabDocker Docker, LabHost Server)> StartAsync()
    {
        var net = await LabNet.CreateAsync(new() { User = User, Sudo = "ALL=(ALL) NOPASSWD: ALL" });
        try
        {
            var hosts = await Task.WhenAll(net.AddAsync("docker-1", 30), net.AddAsync("server", 1));
            var docker = await LabDocker.StartAsync(hosts[0]);
            await docker.ImageAsync("lab/writer:1");
            await docker.ImageAsync(
                "lab/search:1",
                ("www/stats", """{"databaseSize":1,"indexes":{"trails":{"numberOfDocuments":12},"lists":{"numberOfDocuments":0}}}"""));
            await hosts[1].WriteAsync(
                "/usr/local/bin/k3s",
                await File.ReadAllTextAsync(Support.Repository.File("tests", "Lab", "Migration", "claims.sh")),
                Executable);
            return (net, docker, hosts[1]);
        }
        catch
        {
            await net.DisposeAsync();
            throw;
        }
    }
}
