using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// Lab with one Docker host, for the tests of a class, which run one after another: each is a stack of its own, with names of its own for
/// its projects. Started by the first test that needs it.
/// </summary>
public sealed class ComposeHosts : IAsyncLifetime
{
    private readonly Lazy<Task<(LabNet Net, LabDocker Docker)>> _lab = new(StartAsync);
    private int _stacks;

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

    /// <summary>A new stack on the host.</summary>
    internal async Task<ComposeStack> StackAsync()
    {
        DockerMachine.Require();
        var (net, docker) = await _lab.Value;
        return await ComposeStack.OnAsync(net, docker, $"s{++_stacks}");
    }

    private static async Task<(LabNet Net, LabDocker Docker)> StartAsync()
    {
        var net = await LabNet.CreateAsync();
        try
        {
            var docker = await LabDocker.StartAsync(await net.AddAsync("docker", 30));
            await docker.ImageAsync("lab/web:1", ("www/index.html", "one"));
            await docker.RunAsync("tag lab/web:1 lab/web:2");
            return (net, docker);
        }
        catch
        {
            await net.DisposeAsync();
            throw;
        }
    }
}
