using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>
/// The installation of three new hosts, done once for all scenarios that start with a cluster: its result and the disks.
/// </summary>
internal sealed record Installed
{
    private static readonly Lazy<Task<Installed>> Once = new(InstallAsync);

    /// <summary>Result of the engine's run.</summary>
    public required UpResult Result { get; init; }

    /// <summary>Members of etcd afterwards.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Nodes afterwards.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Identity of the cluster on each host.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Command line and environment of every process on the hosts during the installation.</summary>
    public required IReadOnlySet<string> CommandLines { get; init; }

    /// <summary>The generated secrets.</summary>
    public required IReadOnlyCollection<string> Secrets { get; init; }

    /// <summary>Folder with the disks.</summary>
    public required string Template { get; init; }

    /// <summary>State of the stack.</summary>
    public required EngineState State { get; init; }

    /// <summary>The installation.</summary>
    public static Task<Installed> OnceAsync()
    {
        LabMachine.Require();
        return Once.Value;
    }

    private static async Task<Installed> InstallAsync()
    {
        await using var cluster = await LabCluster.OfAsync(3);
        var running = cluster.UpAsync();
        var lines = await cluster.CommandLinesDuringAsync(running);
        var installed = new Installed
        {
            Result = (await running).Succeeded(),
            Members = await cluster.MembersAsync("three"),
            Nodes = await cluster.NodesAsync("one"),
            Ids = await Task.WhenAll(cluster.Net.Hosts.Select(host => cluster.IdAsync(host.Name))),
            CommandLines = lines,
            Secrets = cluster.Engine.Secrets,
            Template = await LabMachine.SharedFolderAsync("template"),
            State = cluster.Engine.State,
        };
        await cluster.Net.SaveAsAsync(installed.Template);
        return installed;
    }
}
