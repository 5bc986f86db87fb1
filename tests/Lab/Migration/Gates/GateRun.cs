using System.Text;
using CliWrap;
using Infra.Cluster;
using Infra.Migration;
using Infra.Model;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Migration.Gates;

/// <summary>A gate's command on a server of the lab: the composed script, over real SSH with the pinned host key.</summary>
internal sealed class GateRun(LabNet net, LabHost server, KubeDouble kube) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The lab.</summary>
    public LabNet Net => net;

    /// <summary>The server.</summary>
    public LabHost Server => server;

    /// <summary>The cluster.</summary>
    public KubeDouble Kube => kube;

    /// <summary>Variables in front of the script. Bounds are shortened.</summary>
    public string Settings { get; set; } = "export POLL_SECONDS=0.1 KUBE_SECONDS=3 API_SECONDS=1\n";

    /// <summary>Asks criteria of a system.</summary>
    public Task<ScriptResult> AskAsync(SystemSpec system, string attempt, params CriterionSpec[] criteria)
    {
        var gate = new GateSpec { Name = "gate-1", Title = "Gate", Criteria = criteria };
        var questions = GateQuestions.Of(system, gate);
        return RunAsync(new() { Gate = gate, Step = "next", Questions = questions, IsNew = true, HasCommand = true }, attempt);
    }

    /// <summary>Runs the command of a gate.</summary>
    public async Task<ScriptResult> RunAsync(PlannedGate gate, string attempt)
    {
        string[] libraries =
        [
            "migration/gate-checks", .. gate.OfTheCluster.Select(static one => one.Library).OfType<string>().Distinct(),
        ];
        var script = Settings + NodeStep.Compose("migration/gate", "server", Gate.Parameters(gate, "lab", attempt), libraries);
        var input = NodeStep.Input("migration/gate", "server", "root", Limit, script);
        var hosts = Path.Combine(net.Folder, "gate.hosts");
        await File.WriteAllTextAsync(hosts, $"{server.Address} {(await net.Keys.OfAsync("server-host-key")).Public.Trim()}\n");
        var key = Path.Combine(net.Folder, "gate.key");
        if (!File.Exists(key))
        {
            await File.WriteAllTextAsync(key, (await net.Keys.OfAsync("nodes-ssh")).Private);
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        string[] client =
        [
            "ssh", "-F", "none", "-i", key, "-o", $"UserKnownHostsFile={hosts}", "-o", "StrictHostKeyChecking=yes",
            "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=5",
            "-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=2", $"root@{server.Address}", NodeStep.Line("migration/gate", script),
        ];
        var output = new StringBuilder();
        var result = await Shell.Program(net.Space.Enter[0], [.. net.Space.Enter.Skip(1), .. client])
            .WithStandardInputPipe(PipeSource.FromString(input))
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
            .ExecuteAsync();
        return new(result.ExitCode, output.ToString());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        kube.Dispose();
        await net.DisposeAsync();
    }
}
