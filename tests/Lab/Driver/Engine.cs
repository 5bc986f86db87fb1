using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Preview.Recording;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Driver;

/// <summary>
/// Runs the remote commands and copies of a planned graph as the engine and the command provider would: each over the real ssh
/// client (SFTP for copies) with the planned host key, as soon as what it depends on has ended; one whose inputs are those of its last success is left alone;
/// after a failure what runs is finished and nothing else begun. It keeps its state from run to run, as a stack does.
/// </summary>
internal sealed class Engine(LabNet lab, EngineState? former = null) : IDisposable
{
    private const string CommandType = "command:remote:Command";
    private const string CopyType = "command:remote:CopyToRemote";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, (string Inputs, string Output)> _state = new(former?.Commands ?? [], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _passwords = new(former?.Passwords ?? [], StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, object>> _planned = new(StringComparer.Ordinal);
    private readonly List<(LabHost Host, Process Ssh)> _sessions = [];
    private readonly SemaphoreSlim _recording = new(1, 1);
    private IReadOnlyDictionary<string, object>? _founder = former?.Founder;

    /// <summary>What the stack keeps, to go on from in another lab.</summary>
    public EngineState State => new(new(_state), new(_passwords), _founder);

    /// <summary>The generated secrets: nothing but stdin and root's files may hold them.</summary>
    public IEnumerable<string> Secrets => _passwords.Values;

    /// <summary>A generated secret by its logical name.</summary>
    public string Password(string name) => _passwords[name];

    /// <inheritdoc/>
    public void Dispose() => _recording.Dispose();

    /// <summary>Runs a system's commands.</summary>
    /// <param name="system">The described system.</param>
    /// <param name="faults">What goes wrong meanwhile.</param>
    public async Task<UpResult> UpAsync(SystemSpec system, params Fault[] faults) => await UpAsync(system, _ => false, faults);

    /// <summary>Runs a system's commands, also those without a change: all, or the one of a name.</summary>
    public async Task<UpResult> UpAgainAsync(SystemSpec system, string? only = null) => await UpAsync(system, name => only is null || name == only, []);

    private async Task<UpResult> UpAsync(SystemSpec system, Func<string, bool> again, Fault[] faults)
    {
        var graph = await RecordAsync(system);
        var clock = Stopwatch.StartNew();
        var runs = new List<CommandRun>();
        var visits = new Dictionary<string, Task>(StringComparer.Ordinal);
        var failed = false;
        await Task.WhenAll(graph.Resources.Select(Visit));
        return new(runs);

        Task Visit(PlanResource resource)
        {
            lock (visits)
            {
                return visits.TryGetValue(resource.Urn, out var known) ? known : visits[resource.Urn] = VisitAsync(resource);
            }
        }

        async Task VisitAsync(PlanResource resource)
        {
            await Task.WhenAll(resource.DependsOn.Select(urn => Visit(graph.Find(urn)!)));
            if (resource.Type is not (CommandType or CopyType) || failed)
            {
                return;
            }
            var inputs = _planned[resource.Name];
            var digest = Digest(inputs);
            lock (_state)
            {
                if (!again(resource.Name) && _state.TryGetValue(resource.Name, out var last) && last.Inputs == digest)
                {
                    return;
                }
            }
            var began = clock.ElapsedMilliseconds;
            var (code, output, error) = await RunAsync(resource.Name, inputs, faults.FirstOrDefault(fault => fault.Command == resource.Name));
            lock (runs)
            {
                runs.Add(new() { Name = resource.Name, Began = began, Ended = clock.ElapsedMilliseconds, ExitCode = code, Output = output, Error = error });
            }
            if (code != 0)
            {
                failed = true;
                return;
            }
            bool news;
            lock (_state)
            {
                news = !_state.TryGetValue(resource.Name, out var last) || last.Output != output;
                _state[resource.Name] = (digest, output);
            }
            if (news)
            {
                await RecordAsync(system);
            }
        }
    }

    /// <summary>Plans the system with all outputs known so far.</summary>
    private async Task<PlanGraph> RecordAsync(SystemSpec system)
    {
        await _recording.WaitAsync();
        try
        {
            var secrets = RequiredSecrets.Of(system).Select(secret => secret.Key).ToArray();
            var result = await GraphRecorder.RecordAsync(
                options => new InfraStack(new StackInputs { System = system }, options),
                new()
                {
                    Header = new("lab", "lab", "lab", null),
                    Config = secrets.ToDictionary(key => key, key => key == SecretKeys.SshPrivateKey ? lab.Keys["nodes-ssh"].Private : SecretToken.For(key)),
                    SecretKeys = secrets,
                    Computed = Computed,
                });
            Assert.Empty(result.Problems);
            return result.Graph!;
        }
        finally
        {
            _recording.Release();
        }
    }

    /// <summary>What the clouds would give: real keys, the lab's addresses, outputs of commands that ran.</summary>
    private ComputedState? Computed(string type, string name, IReadOnlyDictionary<string, object> inputs)
    {
        switch (type)
        {
            case CopyType:
                _planned[name] = inputs;
                return null;
            case CommandType:
                _planned[name] = inputs;
                lock (_state)
                {
                    return _state.TryGetValue(name, out var last) ? Outputs(("stdout", last.Output)) : null;
                }
            case "tls:index/privateKey:PrivateKey":
                return Outputs(("privateKeyOpenssh", lab.Keys[name].Private), ("publicKeyOpenssh", lab.Keys[name].Public));
            case "random:index/randomPassword:RandomPassword":
                if (!_passwords.TryGetValue(name, out var password))
                {
                    password = _passwords[name] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
                }
                return Outputs(("result", password));
            case "random:index/randomId:RandomId":
                _founder ??= inputs;
                return Outputs(("keepers", _founder["keepers"]));
            case "hcloud:index/server:Server" when HostOf(name, "-server") is { } host:
                return new((1000 * host.Generation + host.Number).ToString(CultureInfo.InvariantCulture), new Dictionary<string, object>());
            case "hcloud:index/primaryIp:PrimaryIp" when HostOf(name, "-address") is { } host:
                return Outputs(("ipAddress", host.Address));
            default:
                return null;
        }
    }

    private LabHost? HostOf(string resource, string ending) => lab.Hosts.FirstOrDefault(host => host.Name + ending == resource);

    private static ComputedState Outputs(params (string Key, string Value)[] outputs) => Outputs([.. outputs.Select(output => (output.Key, (object)output.Value))]);

    private static ComputedState Outputs(params (string Key, object Value)[] outputs) =>
        new(null, outputs.ToDictionary(output => output.Key, output => output.Value, StringComparer.Ordinal));

    private async Task<(int Code, string Output, string Error)> RunAsync(string name, IReadOnlyDictionary<string, object> inputs, Fault? fault)
    {
        var connection = (IReadOnlyDictionary<string, object>)inputs["connection"];
        var address = (string)connection["host"];
        var host = lab.Hosts.Single(candidate => candidate.Address == address);
        var keyFile = Path.Combine(lab.Folder, $"session-{name}.key");
        var knownHosts = Path.Combine(lab.Folder, $"session-{name}.hosts");
        await WriteKeyAsync(keyFile, (string)connection["privateKey"]);
        await File.WriteAllTextAsync(knownHosts, $"{address},[{address}]:{connection["port"]} {((string)connection["hostKey"]).Trim()}\n");
        string[] options =
        [
            "-F", "none", "-i", keyFile, "-o", "Port=" + Convert.ToString(connection["port"], CultureInfo.InvariantCulture), "-o", $"UserKnownHostsFile={knownHosts}",
            "-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=5",
        ];
        var login = $"{connection["user"]}@{address}";
        if (!inputs.TryGetValue("source", out var source))
        {
            var text = (string)inputs["create"];
            var input = inputs.TryGetValue("stdin", out var stdin) ? (string)stdin : "";
            return await SessionAsync(host, "ssh", [.. options, login, fault?.Arm(text) ?? text], fault?.Input(input) ?? input, fault);
        }
        var file = FileOf(source);
        if (fault is null)
        {
            return await SessionAsync(host, "scp", ["-q", .. options, file, $"{login}:{inputs["remotePath"]}"], "", null);
        }
        var half = Path.Combine(lab.Folder, $"session-{name}.half");
        var whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(half, whole[..(whole.Length / 2)]);
        await SessionAsync(host, "scp", ["-q", .. options, half, $"{login}:{inputs["remotePath"]}"], "", null);
        fault.Strike(host);
        return (1, "", "the copy was cut off half-way");
    }

    private async Task<(int Code, string Output, string Error)> SessionAsync(LabHost host, string program, string[] arguments, string input, Fault? fault)
    {
        using var ssh = Shell.Start(program, arguments);
        lock (_sessions)
        {
            _sessions.Add((host, ssh));
        }
        await ssh.StandardInput.WriteAsync(input);
        ssh.StandardInput.Close();
        var said = await Task.WhenAll(ssh.StandardOutput.ReadToEndAsync(), ReadErrorsAsync(ssh, host, fault), EndInTimeAsync(ssh));
        lock (_sessions)
        {
            _sessions.Remove((host, ssh));
        }
        return (ssh.ExitCode, said[0], said[1] + said[2]);
    }

    /// <summary>The path of an asset; the SDK shows it to providers alone.</summary>
    private static string FileOf(object asset) =>
        (string)asset.GetType().GetProperty("Value", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(asset)!;

    /// <summary>Ends a session that goes on for too long; says so.</summary>
    private static async Task<string> EndInTimeAsync(Process ssh)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await ssh.WaitForExitAsync(limit.Token);
            return "";
        }
        catch (OperationCanceledException)
        {
            ssh.Kill();
            await ssh.WaitForExitAsync(CancellationToken.None);
            return $"no end within {Limit}";
        }
    }

    private async Task<string> ReadErrorsAsync(Process ssh, LabHost host, Fault? fault)
    {
        var errors = new List<string>();
        while (await ssh.StandardError.ReadLineAsync() is { } line)
        {
            if (line == Fault.Mark && fault is not null)
            {
                fault.Happen(host);
                if (fault.EndsSession)
                {
                    EndSessions(host);
                }
                continue;
            }
            errors.Add(line);
        }
        return string.Join('\n', errors);
    }

    /// <summary>The provider would notice at the end of the command's time; the lab does not wait for that.</summary>
    private void EndSessions(LabHost host)
    {
        lock (_sessions)
        {
            foreach (var session in _sessions.Where(session => session.Host == host))
            {
                session.Ssh.Kill();
            }
        }
    }

    private static async Task WriteKeyAsync(string file, string key)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(key);
    }

    private static string Digest(IReadOnlyDictionary<string, object> inputs) => Sum(Flat(inputs, ""));

    private static string Sum(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static IEnumerable<string> Flat(object? value, string path) => value switch
    {
        IReadOnlyDictionary<string, object> map => map.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Flat(pair.Value, $"{path}.{pair.Key}")),
        string text => [$"{path}={text}"],
        Pulumi.AssetOrArchive asset => [$"{path}={Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(FileOf(asset))))}"],
        System.Collections.IEnumerable list => list.Cast<object>().SelectMany((item, index) => Flat(item, $"{path}[{index}]")),
        _ => [$"{path}={value}"],
    };
}
