using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>Lab with one server, whose cluster is the test's, for the tests of a class, which run one after another.</summary>
public sealed class GateHosts : IAsyncLifetime
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly Lazy<Task<GateRun>> _run = new(StartAsync);

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_run.IsValueCreated && _run.Value.IsCompletedSuccessfully)
        {
            await (await _run.Value).DisposeAsync();
        }
    }

    /// <summary>The server, with an empty cluster.</summary>
    internal async Task<GateRun> StartedAsync()
    {
        LabMachine.Require();
        var run = await _run.Value;
        run.Kube.Clear();
        return run;
    }

    // The run disposes both.
#pragma warning disable CA2000
    private static async Task<GateRun> StartAsync()
    {
        var net = await LabNet.CreateAsync();
        try
        {
            var server = await net.AddAsync("server", 1);
            await server.WriteAsync(
                "/usr/local/bin/k3s",
                await File.ReadAllTextAsync(Support.Repository.File("tests", "Lab", "Migration", "Gates", "k3s.sh")),
                Executable);
            return new(net, server, new(net.Space.Listen(LabNet.Address, 8001)));
        }
        catch
        {
            await net.DisposeAsync();
            throw;
        }
    }
#pragma warning restore CA2000
}
