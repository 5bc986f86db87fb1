using System.Diagnostics;
using System.Globalization;
using System.Text;
using CliWrap;
using Infra.Model;
using Infra.Preview.Graph;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Driver;

/// <summary>
/// Runs the remote commands and copies of a plan as Pulumi's engine and the command provider would: each over the real ssh client (SFTP for
/// copies) with the planned host key, as soon as its dependencies have ended; one with the inputs of its last success does not run;
/// after a failure, running commands finish and no other starts. The state is kept between runs, as a stack's is.
/// </summary>
internal sealed class Engine(LabNet lab, EngineState? former = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, (string Inputs, string Output)> _state = new(former?.Commands ?? [], StringComparer.Ordinal);
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly List<(LabHost Host, CancellationTokenSource Cut)> _sessions = [];
    private IReadOnlyDictionary<string, object>? _founder = former?.Founder;
    private IReadOnlyList<string> _answering = [];

    /// <summary>State of the stack, to go on from in another lab.</summary>
    public EngineState State => new(new(_state), _founder);

    /// <summary>The generated secrets, which nothing but standard input and root's files may hold.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    /// <summary>Secrets that are not the plan's own, by the key of the stack's configuration.</summary>
    public IReadOnlyDictionary<string, string> Config { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a command belongs to the lab; one on a host that is not there does not. Defaults to all.</summary>
    public Func<string, bool> Has { get; init; } = static _ => true;

    /// <summary>Creates or updates a resource that is no command, in its order. Defaults to nothing.</summary>
    public Func<PlanResource, Task> Others { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs a system's commands.</summary>
    /// <param name="system">The described system.</param>
    /// <param name="faults">The disturbances of commands.</param>
    public Task<UpResult> UpAsync(SystemSpec system, params Fault[] faults) => UpAsync(system, _ => false, faults);

    /// <summary>Runs a system's commands, also those without a change: all, or the one of a name.</summary>
    public Task<UpResult> UpAgainAsync(SystemSpec system, string? only = null, params Fault[] faults) =>
        UpAsync(system, name => only is null || name == only, faults);

    private async Task<UpResult> UpAsync(SystemSpec system, Func<string, bool> again, Fault[] faults)
    {
        _answering = await AnsweringAsync();
        var graph = (await PlanAsync(system)).Graph;
        var clock = Stopwatch.StartNew();
        var runs = new List<CommandRun>();
        var visits = new Dictionary<string, Task>(StringComparer.Ordinal);
        var failed = false;
        await Task.WhenAll(graph.Resources.Select(Visit));
        if (!failed)
        {
            Forget(graph);
        }
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
            if (failed)
            {
                return;
            }
            if (resource.Type is not (Planner.CommandType or Planner.CopyType))
            {
                await Others(resource);
                return;
            }
            if (!Has(resource.Name))
            {
                return;
            }
            // The outputs of all dependencies are known at this point.
            var inputs = (await PlanAsync(system)).Inputs[resource.Name];
            var digest = Canonical.DigestOf(inputs);
            lock (_state)
            {
                if (!again(resource.Name) && _state.TryGetValue(resource.Name, out var last) && last.Inputs == digest)
                {
                    return;
                }
            }
            var began = clock.ElapsedMilliseconds;
            var (code, output, error) = await RunAsync(
                resource.Name, inputs, faults.FirstOrDefault(fault => fault.Command == resource.Name));
            lock (runs)
            {
                runs.Add(
                    new()
                    {
                        Name = resource.Name,
                        Began = began,
                        Ended = clock.ElapsedMilliseconds,
                        ExitCode = code,
                        Output = output,
                        Error = error
                    });
            }
            if (code != 0)
            {
                failed = true;
                return;
            }
            lock (_state)
            {
                _state[resource.Name] = (digest, output);
            }
        }
    }

    /// <summary>Takes the commands that are not planned any more out of the state, as the engine does: planned again, they run.</summary>
    private void Forget(PlanGraph graph)
    {
        var names = graph.Resources.Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        lock (_state)
        {
            foreach (var name in _state.Keys.Where(name => !names.Contains(name)).ToArray())
            {
                _state.Remove(name);
            }
        }
    }

    /// <summary>The addresses of the servers that answer now, as the program's probe finds them once a run.</summary>
    private async Task<IReadOnlyList<string>> AnsweringAsync()
    {
        var answers = await Task.WhenAll(lab.Hosts.Select(async host => (host.Address, Answers: await lab.AnswersAsync(host))));
        return [.. answers.Where(host => host.Answers).Select(host => host.Address)];
    }

    /// <summary>Plans the system with all outputs known so far.</summary>
    private async Task<LabPlan> PlanAsync(SystemSpec system)
    {
        var keys = new Dictionary<string, KeyPair>(StringComparer.Ordinal) { ["nodes-ssh"] = await lab.Keys.OfAsync("nodes-ssh") };
        foreach (var host in lab.Hosts)
        {
            keys[$"{host.Name}-host-key"] = await lab.Keys.OfAsync($"{host.Name}-host-key");
        }
        Dictionary<string, string> outputs;
        lock (_state)
        {
            outputs = _state.ToDictionary(command => command.Key, command => command.Value.Output, StringComparer.Ordinal);
        }
        var plan = await Planner.PlanAsync(system, new()
        {
            Hosts = lab.Hosts.ToDictionary(
                host => host.Name,
                host => new PlannedHost((1000 * host.Generation + host.Number).ToString(CultureInfo.InvariantCulture), host.Address),
                StringComparer.Ordinal),
            Answering = _answering,
            Keys = keys,
            Outputs = outputs,
            Secrets = Config,
            Founder = _founder,
        });
        lock (_state)
        {
            _founder = plan.Founder;
            _secrets.UnionWith(plan.Passwords);
        }
        return plan;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string name, IReadOnlyDictionary<string, object> inputs, Fault? fault)
    {
        var connection = (IReadOnlyDictionary<string, object>)inputs["connection"];
        var address = (string)connection["host"];
        var port = Convert.ToString(connection["port"], CultureInfo.InvariantCulture);
        var host = lab.Hosts.Single(candidate => candidate.Address == address);
        var keyFile = Path.Combine(lab.Folder, $"session-{name}.key");
        var knownHosts = Path.Combine(lab.Folder, $"session-{name}.hosts");
        await WriteKeyAsync(keyFile, (string)connection["privateKey"]);
        await File.WriteAllTextAsync(knownHosts, $"{address},[{address}]:{port} {((string)connection["hostKey"]).Trim()}\n");
        string[] options =
        [
            "-F", "none", "-i", keyFile, "-o", $"Port={port}", "-o", $"UserKnownHostsFile={knownHosts}",
            "-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
            "-o", "ConnectTimeout=5",
        ];
        var login = $"{connection["user"]}@{address}";
        if (!inputs.TryGetValue("source", out var source))
        {
            var given = (string)inputs["stdin"];
            var input = fault is null ? given : fault.Arm(fault.Input(given));
            string[] session = [.. options, login, (string)inputs["create"]];
            var ran = await SessionAsync(host, ["ssh", .. session], input, fault);

            // The provider dials again too. A reload of sshd closes its port for a moment.
            return ran.Code == 255 && ran.Error.Contains("Connection refused", StringComparison.Ordinal)
                ? await SessionAsync(host, ["ssh", "-o", "ConnectionAttempts=3", .. session], input, fault)
                : ran;
        }
        var file = Assets.PathOf(source);
        if (fault is null)
        {
            return await SessionAsync(host, ["scp", "-q", .. options, file, $"{login}:{inputs["remotePath"]}"], "", null);
        }
        var half = Path.Combine(lab.Folder, $"session-{name}.half");
        var whole = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(half, whole[..(whole.Length / 2)]);
        await SessionAsync(host, ["scp", "-q", .. options, half, $"{login}:{inputs["remotePath"]}"], "", null);
        await fault.Strike(host);
        return (1, "", "the copy was cut off half-way");
    }

    private async Task<(int Code, string Output, string Error)> SessionAsync(
        LabHost host, IReadOnlyList<string> client, string input, Fault? fault)
    {
        using var cut = new CancellationTokenSource(Limit);
        var began = Stopwatch.GetTimestamp();
        lock (_sessions)
        {
            _sessions.Add((host, cut));
        }
        var output = new StringBuilder();
        var errors = new List<string>();
        int code;
        try
        {
            code = (await Shell.Program(lab.Space.Enter[0], [.. lab.Space.Enter.Skip(1), .. client])
                .WithStandardInputPipe(PipeSource.FromString(input))
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(ReadErrorAsync))
                .ExecuteAsync(cut.Token)).ExitCode;
        }
        catch (OperationCanceledException)
        {
            code = 255;
            errors.Add(Stopwatch.GetElapsedTime(began) < Limit ? "the session was cut" : $"no end within {Limit}");
        }
        lock (_sessions)
        {
            _sessions.Remove((host, cut));
        }
        return (code, output.ToString(), string.Join('\n', errors));

        async Task ReadErrorAsync(string line)
        {
            if (line != Fault.Mark || fault is null)
            {
                errors.Add(line);
                return;
            }
            await fault.HappenAsync(host);
            if (fault.EndsSession)
            {
                EndSessions(host);
            }
        }
    }

    /// <summary>Ends the sessions of a host at once. The provider would notice at the end of the command's time.</summary>
    private void EndSessions(LabHost host)
    {
        lock (_sessions)
        {
            foreach (var session in _sessions.Where(session => session.Host == host))
            {
                session.Cut.Cancel();
            }
        }
    }

    private static async Task WriteKeyAsync(string file, string key)
    {
        File.Delete(file);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        };
        await using var writer = new StreamWriter(file, options);
        await writer.WriteAsync(key);
    }
}
