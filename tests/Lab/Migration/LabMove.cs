using System.Text;
using CliWrap;
using Infra.Cluster;
using Infra.Tests.Lab.Databases;
using Infra.Tests.Lab.Docker;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Migration;

/// <summary>A data move by the program's scripts, unchanged: over SSH from a Docker host into the volume of a claim.</summary>
internal sealed class LabMove
{
    /// <summary>Time limit of a run.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string[] _kind;
    private readonly Dictionary<string, string> _parameters;

    private LabMove(LabNet net, LabDocker docker, LabHost server, string name, string[] kind) =>
        (Net, Docker, Server, Name, _kind, _parameters) = (net, docker, server, name, kind, new(StringComparer.Ordinal)
        {
            ["STACK"] = "lab",
            ["MOVE"] = name,
            ["KIND"] = kind[^1],
            ["SOURCE_NAME"] = "docker-1",
            ["SOURCE_ADDRESS"] = docker.Host.PrivateAddress,
            ["SOURCE_USER"] = "root",
            ["SOURCE_CONTAINER"] = "",
            ["TARGET_NAMESPACE"] = "apps",
            ["TARGET_WORKLOADS"] = $"deployment/{name}",
            ["TARGET_CLAIM"] = name,
            ["SOURCE_FOLDER"] = $"/srv/{name}",
        });

    /// <summary>The lab.</summary>
    public LabNet Net { get; }

    /// <summary>Docker on the source's host.</summary>
    public LabDocker Docker { get; }

    /// <summary>The server that moves.</summary>
    public LabHost Server { get; }

    /// <summary>Name of the move, of its claim, of the workload and of the source's folder.</summary>
    public string Name { get; }

    /// <summary>Folder with the source, on the Docker host.</summary>
    public string From => $"/srv/{Name}";

    /// <summary>Folder with the target's volume, on the server.</summary>
    public string To => $"/data/{Name}";

    /// <summary>Name of the server that moves, in messages and in the lock.</summary>
    public string Node { get; set; } = "server";

    /// <summary>Functions after those of the kind: faults between the stages.</summary>
    public string Faults { get; set; } = "";

    /// <summary>Prepares folders, claim, volume and workload of a move.</summary>
    public static async Task<LabMove> OnAsync(LabNet net, LabDocker docker, LabHost server, string name, string[] kind)
    {
        var move = new LabMove(net, docker, server, name, kind);
        move.Set("SOURCE_HOST_KEY", (await net.Keys.OfAsync("docker-1-host-key")).Public.Trim());
        await docker.Host.ConsoleAsync($"mkdir -p {move.From}");
        await server.ConsoleAsync($"mkdir -p {move.To} && rm -f /var/lib/claims/log /var/lib/claims/events /var/lib/claims/attachments");
        await move.PutAsync($"apps/pvc/{name}", $$$"""{"spec": {"volumeName": "pv-{{{name}}}", "accessModes": ["ReadWriteOnce"]}}""");
        await move.PutAsync($"pv/pv-{name}", $$$"""{"spec": {"hostPath": {"path": "{{{move.To}}}"} } }""");
        await move.PutAsync($"apps/deployment/{name}", """{"metadata": {"annotations": {}}, "spec": {"replicas": 2}}""");
        return move;
    }

    /// <summary>Sets a parameter of the scripts.</summary>
    public void Set(string parameter, string value) => _parameters[parameter] = value;

    /// <summary>Names the containers that write, as <c>app container stop undo</c>.</summary>
    public void Writers(params (string Container, string? Stop, string? Undo)[] writers) => Set(
        "WRITERS",
        string.Join('\n', writers.Select(static each => string.Join(
            '\t', each.Container, each.Container, Encoded(each.Stop), Encoded(each.Undo), "-", ""))));

    /// <summary>Puts an object of the cluster.</summary>
    public Task PutAsync(string path, string json) => Server.WriteAsync($"/var/lib/claims/{path}.json", json);

    /// <summary>Runs a command in the source's folder.</summary>
    public Task<string> AtSourceAsync(string command) => Docker.Host.ConsoleAsync($"cd {From} && {command}");

    /// <summary>Runs a command in the target's folder.</summary>
    public Task<string> AtTargetAsync(string command) => Server.ConsoleAsync($"cd {To} && {command}");

    /// <summary>Changes of the cluster's objects, in their order.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync() =>
        (await Server.ConsoleAsync("cat /var/lib/claims/log 2>/dev/null || true")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Replicas of the workload that uses the target.</summary>
    public async Task<string> ReplicasAsync() =>
        (await Server.ConsoleAsync($"jq .spec.replicas /var/lib/claims/apps/deployment/{Name}.json")).Trim();

    /// <summary>Runs the script as the planned command does.</summary>
    /// <param name="mode">rehearsal, move, or back.</param>
    /// <param name="attempt">Name of the passage.</param>
    public async Task<ScriptResult> RunAsync(string mode, string attempt = "first")
    {
        var parameters = new Dictionary<string, string>(_parameters, StringComparer.Ordinal) { ["MODE"] = mode, ["ATTEMPT"] = attempt };
        string[] libraries = ["migration/move-lib", .. _kind.Select(static kind => $"migration/move-{kind}")];
        var script = NodeStep.Compose("migration/move", Node, parameters, libraries);
        const string Driver = ": \"${MODE:?}\"";
        Assert.Contains(Driver, script, StringComparison.Ordinal);
        script = script.Replace(Driver, $"{Faults}\n{Driver}", StringComparison.Ordinal);
        var key = (await Net.Keys.OfAsync("nodes-ssh")).Private;
        var input = NodeStep.Input("migration/move", Node, "root", Limit, script) + key + "...\n";
        var result = await Server.AtConsoleAsync("bash -s", PipeSource.FromString(input));
        return new(result.ExitCode, result.StandardOutput + result.StandardError);
    }

    private static string Encoded(string? command) =>
        command is null ? "-" : Convert.ToBase64String(Encoding.UTF8.GetBytes(command));
}
