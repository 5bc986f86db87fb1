using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>The installation of three fresh hosts, done once: what it did, what could be seen meanwhile, and the disks it left.</summary>
internal sealed record Installed
{
    private static readonly Lazy<Task<Installed>> Once = new(InstallAsync);

    /// <summary>What the engine did.</summary>
    public required UpResult Result { get; init; }

    /// <summary>The members of etcd afterwards.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The nodes afterwards.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>The cluster's identity on each host.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Every command line and environment that a process on a host had.</summary>
    public required IReadOnlySet<string> CommandLines { get; init; }

    /// <summary>The generated secrets.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>The disks.</summary>
    public required string Template { get; init; }

    /// <summary>The stack's state.</summary>
    public required EngineState State { get; init; }

    /// <summary>The installation.</summary>
    public static Task<Installed> OnceAsync()
    {
        LabMachine.Require();
        return Once.Value;
    }

    private static async Task<Installed> InstallAsync()
    {
        using var cluster = await LabCluster.OfAsync(3);
        var running = cluster.UpAsync();
        var lines = new HashSet<string>(StringComparer.Ordinal);
        while (!running.IsCompleted)
        {
            lines.UnionWith(cluster.Net.Hosts.SelectMany(host => host.CommandLines()));
            await Task.Delay(20);
        }
        var result = await running;
        result.Succeeded();
        var installed = new Installed
        {
            Result = result,
            Members = cluster.Members("three"),
            Nodes = cluster.Nodes("one"),
            Ids = [.. cluster.Net.Hosts.Select(host => cluster.Id(host.Name))],
            CommandLines = lines,
            Secrets = [.. cluster.Engine.Secrets],
            Template = LabTemplate.NewFolder(),
            State = cluster.Engine.State,
        };
        cluster.Net.SaveAs(installed.Template);
        return installed;
    }
}
