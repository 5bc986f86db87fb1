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
