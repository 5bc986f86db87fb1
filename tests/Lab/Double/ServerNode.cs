using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Infra.Lab.Double;

/// <summary>A server: an etcd member and the API.</summary>
internal sealed class ServerNode : IDisposable
{
    /// <summary>Path of the file with etcd's data on this host.</summary>
    public const string StateFile = Host.Data + "/server/db/etcd/member/wal/state.json";

    /// <summary>The name of this host's etcd member.</summary>
    public const string NameFile = Host.Data + "/server/db/etcd/name";

    /// <summary>Path of the file that exists after a reset, until the next start.</summary>
    public const string ResetFlag = Host.Data + "/server/db/reset-flag";

    /// <summary>Longer than the lease of a writer that failed; shorter than the node steps' timeout for kubectl.</summary>
    private const int ChangeMilliseconds = 12_000;

    /// <summary>File with the delay of the API's answers in milliseconds; the stand-in for etcd is not delayed.</summary>
    private const string DelayFile = "/run/k3s-double/delay";

    private readonly string _version;
    private readonly Settings _settings;
    private readonly string _name;
    private readonly string _address;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Turns _turns = new();
    private readonly Kubectl _kubectl;
    private string _member = "";
    private string _serverToken = "";
    private string _agentToken = "";
    private ClusterState _state = new();
    private bool _up;

    public ServerNode(string version, Settings settings)
    {
        _version = version;
        _settings = settings;
        _name = settings["node-name"] ?? Environment.MachineName;
        _address = settings["node-ip"] ?? "";
        _kubectl = new(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    /// <summary>Whether this server has started and the cluster has a majority.</summary>
    public async Task<bool> ReadyAsync() => _up && await RefreshAsync();

    /// <summary>Returns the newest state that a majority has; throws if there is no majority.</summary>
    public async Task<ClusterState> ReadAsync() =>
        await RefreshAsync()
            ? _state
            : throw new RefusedException("Error from server (Timeout): etcdserver: request timed out", fatal: false);

    /// <summary>Whether a node's host answers.</summary>
    public async Task<bool> IsReadyAsync(NodeObject node)
    {
        if (node.Name == _name)
        {
            return _up;
        }
        return node.Server
            ? await Wire.AnswersAsync(node.Address)
            : await Wire.CallAsync("GET", $"https://{node.Address}:10250/healthz") is { Status: 200 };
    }

    /// <summary>Starts with existing data, initializes a cluster or joins one, and serves until the process is stopped.</summary>
    public async Task RunAsync()
    {
        _serverToken = Tokens.Password(_settings.Secret("token-file"));
        _agentToken = _settings["agent-token-file"] is null ? _serverToken : Tokens.Password(_settings.Secret("agent-token-file"));
        if (File.Exists(StateFile))
        {
            _member = await File.ReadAllTextAsync(NameFile);
            _state = JsonSerializer.Deserialize(await File.ReadAllTextAsync(StateFile), StateJson.Default.ClusterState)!;
            if (_serverToken != _state.ServerToken)
            {
                throw new RefusedException("bootstrap data already found and encrypted with different token", fatal: true);
            }
        }
        else
        {
            _member = Host.Once(NameFile, () => NewMemberName(_name));
            await EnterAsync();
        }
        using var client = new SilentPort(2379);
        using var peer = new SilentPort(2380);
        using var listener = new HttpsListener(IPAddress.Any, 6443, AnswerAsync);
        Host.Write($"{Host.Data}/server/tls/server-ca.crt", listener.Certificate);
        while (true)
        {
            await LiveAsync();
            await Task.Delay(200);
        }
    }

    /// <summary>Returns a name for a new etcd member of a node.</summary>
    public static string NewMemberName(string node) => $"{node}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    private async Task EnterAsync()
    {
        var token = _settings.Secret("token-file");
        var request = new JoinRequest(Tokens.Password(token), _name, _member, _address, _settings.Critical());
        if (_settings["server"] is { } server)
        {
            Persist(await JoinAsync(server, token, request));
            return;
        }
        if (_settings["cluster-init"] != "true")
        {
            throw new RefusedException("neither cluster-init nor server is set; the lab does not simulate SQLite", fatal: true);
        }
        if (token.StartsWith("K10", StringComparison.Ordinal))
        {
            throw new RefusedException(
                "failed to normalize server token: must not be a full token when there is no cluster yet", fatal: true);
        }
        using var authority = HttpsListener.SelfSigned("k3s-server-ca");
        K3sDouble.Log("Managed etcd cluster initializing");
        Persist(ClusterState.Found(Guid.NewGuid().ToString(), authority.ExportCertificatePem(), request));
    }

    private static async Task<ClusterState> JoinAsync(string server, string token, JoinRequest request)
    {
        while (true)
        {
            var authority = await Wire.CallAsync("GET", $"{server}/cacerts");
            if (authority is { Status: 200 })
            {
                Tokens.Verify(token, authority.Body);
                var answer = await Wire.CallAsync(
                    "POST", $"{server}/double/join", JsonSerializer.Serialize(request, StateJson.Default.JoinRequest), seconds: 20);
                if (answer is { Status: 200 })
                {
                    return JsonSerializer.Deserialize(answer.Body, StateJson.Default.ClusterState)!;
                }
                if (answer is { Status: 403 })
                {
                    throw new RefusedException(answer.Body, fatal: true);
                }
                K3sDouble.Log($"Waiting for other members to finish joining etcd cluster: {answer?.Body ?? "no answer"}");
            }
            else
            {
                K3sDouble.Log($"level=error msg=\"failed to get CA certs: no answer from {server}\"");
            }
            await Task.Delay(200);
        }
    }

    /// <summary>Does a server's background work once: fetches the newest state, requests promotion, registers the node.</summary>
    private async Task LiveAsync()
    {
        if (!await RefreshAsync())
        {
            return;
        }
        var self = _state.Members.Find(member => member.Name == _member)
            ?? throw new RefusedException("this server has been removed from the etcd cluster", fatal: true);
        try
        {
            if (self.Learner)
            {
                await ChangeAsync(state => state.Promote(_member));
            }
            if (!_up)
            {
                CheckTaints();
                var node = new NodeObject(_name, Server: true, _address, _version, _member)
                {
                    Labels = [.. _settings.All("node-label")],
                    Taints = [.. _settings.All("node-taint")],
                };
                // A restored snapshot may have another password of this node than its disk.
                var reset = File.Exists(ResetFlag);
                await ChangeAsync(state =>
                {
                    if (reset)
                    {
                        state.Passwords.Remove(_name);
                    }
                    state.Register(node, NodePassword());
                });
                File.Delete(ResetFlag);
                WriteCredentials();
                _up = true;
                K3sDouble.Log("k3s is up and running");
                Host.NotifyReady();
            }
        }
        catch (RefusedException refused) when (!refused.Fatal)
        {
            K3sDouble.Log(refused.Message);
        }
    }

    /// <summary>Stops k3s, as its kubelet does, on a taint with an unknown effect: by then the server is a member of etcd.</summary>
    private void CheckTaints()
    {
        foreach (var taint in _settings.All("node-taint"))
        {
            if (taint.Split(':')[^1] is not ("NoSchedule" or "PreferNoSchedule" or "NoExecute") and var effect)
            {
                throw new RefusedException($"kubelet exited: invalid taint effect: {effect}, unsupported taint effect", fatal: true);
            }
        }
    }

    /// <summary>The password that a node generates at its first start and keeps.</summary>
    public static string NodePassword() =>
        Host.Once("/etc/rancher/node/password", () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    private void WriteCredentials()
    {
        Host.Write($"{Host.Data}/server/token", Tokens.Full(_state.Authority, "server", _state.ServerToken) + "\n");
        Host.Write($"{Host.Data}/server/node-token", Tokens.Full(_state.Authority, "server", _state.ServerToken) + "\n");
        var authority = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(_state.Authority));
        var admin = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(AdminCertificate()));
        Host.Write(
            "/etc/rancher/k3s/k3s.yaml",
            "apiVersion: v1\nclusters:\n- cluster:\n"
                + $"    certificate-authority-data: {authority}\n    server: https://127.0.0.1:6443\n  name: default\n"
                + "contexts:\n- context:\n    cluster: default\n    user: default\n  name: default\ncurrent-context: default\n"
                + "kind: Config\nusers:\n- name: default\n  user:\n"
                + $"    client-certificate-data: {admin}\n    client-key-data: S0VZ\n");
    }

    /// <summary>
    /// The administrator's certificate, for a year, or for as many days as the lab says. k3s issues another at a start within 120 days of
    /// its expiry.
    /// </summary>
    private static string AdminCertificate()
    {
        const string Kept = Host.Data + "/server/tls/client-admin.crt";
        if (File.Exists(Kept))
        {
            using var kept = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(Kept));
            if (kept.NotAfter.ToUniversalTime() > DateTime.UtcNow.AddDays(120))
            {
                return File.ReadAllText(Kept);
            }
        }
        using var issued = HttpsListener.SelfSigned("system:admin", days: 365);
        Host.Write(Kept, issued.ExportCertificatePem());
        return File.ReadAllText(Kept);
    }

    private void Persist(ClusterState state)
    {
        Host.Write(StateFile, JsonSerializer.Serialize(state, StateJson.Default.ClusterState));
        _state = state;
    }

    /// <summary>Asks the other members for their state's number and adopts the newest state; false without a majority of voters.</summary>
    private async Task<bool> RefreshAsync()
    {
        var others = _state.Members.Where(member => member.Name != _member).ToArray();
        var answers = await Task.WhenAll(others.Select(async member => (Member: member, Revision: await RevisionAsync(member))));
        var newest = answers.Length == 0 ? default : answers.MaxBy(answer => answer.Revision);
        if (newest.Member is not null && newest.Revision > _state.Revision
            && await Wire.CallAsync("GET", $"https://{newest.Member.Address}:6443/double/state", token: _state.Id)
                is { Status: 200 } fetched)
        {
            await TakeAsync(JsonSerializer.Deserialize(fetched.Body, StateJson.Default.ClusterState)!);
        }
        var alive = answers.Where(answer => answer.Revision >= 0)
            .Select(answer => answer.Member.Name)
            .Append(_member)
            .ToHashSet(StringComparer.Ordinal);
        return _state.Voters.Count(voter => alive.Contains(voter.Name)) > _state.Voters.Count() / 2;
    }

    private async Task<long> RevisionAsync(Member member) =>
        await Wire.CallAsync("GET", $"https://{member.Address}:6443/double/revision") is { Status: 200 } answer
        && answer.Body.Split(' ') is [var revision, var name, var etcd] && name == member.Name && etcd == _state.Etcd
            ? long.Parse(revision)
            : -1;

    private async Task<bool> TakeAsync(ClusterState state)
    {
        await _gate.WaitAsync();
        try
        {
            if (state.Revision <= _state.Revision || state.Id != _state.Id || state.Etcd != _state.Etcd)
            {
                return false;
            }
            Persist(state);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Adopts a state if it is newer: a server that asked the others may already have it.</summary>
    private bool Has(string state) => JsonSerializer.Serialize(_state, StateJson.Default.ClusterState) == state;

    /// <summary>Changes the state with the consent of a majority of voters, while this server has the writers' lease.</summary>
    public async Task ChangeAsync(Action<ClusterState> change)
    {
        var writer = Guid.NewGuid().ToString();
        var limit = Environment.TickCount64 + ChangeMilliseconds;
        while (Environment.TickCount64 < limit)
        {
            await ReadAsync();
            if (await FirstVoterAsync() is not { } first || !await TurnAsync("POST", first, writer))
            {
                await Task.Delay(50);
                continue;
            }
            try
            {
                if (await TryChangeAsync(change))
                {
                    return;
                }
            }
            finally
            {
                await TurnAsync("DELETE", first, writer);
            }
        }
        throw new RefusedException("Error from server (Timeout): etcdserver: request timed out", fatal: false);
    }

    private async Task<bool> TryChangeAsync(Action<ClusterState> change)
    {
        var old = await ReadAsync();
        var next = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(old, StateJson.Default.ClusterState),
            StateJson.Default.ClusterState)!;
        change(next);
        next.Revision++;
        var text = JsonSerializer.Serialize(next, StateJson.Default.ClusterState);
        if (!await TakeAsync(next))
        {
            return false;
        }
        var accepted = await Task.WhenAll(old.Members.Where(member => member.Name != _member).Select(async member =>
            !member.Learner
            && await Wire.CallAsync("PUT", $"https://{member.Address}:6443/double/state", text, _state.Id) is { Status: 200 }));
        var own = old.Voters.Any(voter => voter.Name == _member) ? 1 : 0;
        if (accepted.Count(yes => yes) + own > old.Voters.Count() / 2)
        {
            return true;
        }
        await UndoAsync(next, old);
        return false;
    }

    /// <summary>Undoes a change that no majority accepted: another change may get the same number.</summary>
    private async Task UndoAsync(ClusterState change, ClusterState before)
    {
        await _gate.WaitAsync();
        try
        {
            if (ReferenceEquals(_state, change))
            {
                Persist(before);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The voter that grants leases: the first that answers, so that all servers ask the same one.</summary>
    private async Task<Member?> FirstVoterAsync()
    {
        foreach (var voter in _state.Voters)
        {
            if (voter.Name == _member || await RevisionAsync(voter) >= 0)
            {
                return voter;
            }
        }
        return null;
    }

    private async Task<bool> TurnAsync(string method, Member voter, string writer) => voter.Name == _member
        ? Turn(method, writer)
        : await Wire.CallAsync(method, $"https://{voter.Address}:6443/double/turn", writer, _state.Id) is { Status: 200 };

    private bool Turn(string method, string writer)
    {
        if (method == "POST")
        {
            return _turns.Take(writer);
        }
        _turns.End(writer);
        return true;
    }

    private async Task<HttpAnswer> AnswerAsync(HttpCall call)
    {
        if (!call.Local && !call.Path.StartsWith("/double/", StringComparison.Ordinal) && File.Exists(DelayFile))
        {
            await Task.Delay(int.Parse(await File.ReadAllTextAsync(DelayFile)));
        }
        try
        {
            return (call.Method, call.Path) switch
            {
                ("GET", "/ping") => new(200, "pong"),
                ("GET", "/cacerts") => new(200, _state.Authority),
                ("GET", "/readyz") => await ReadyAsync() ? new(200, "ok") : new(500, "[-]etcd failed"),
                ("GET", "/double/revision") => new(200, $"{_state.Revision} {_member} {_state.Etcd}"),
                ("GET", "/double/state") when call.Token == _state.Id =>
                    new(200, JsonSerializer.Serialize(_state, StateJson.Default.ClusterState)),
                ("PUT", "/double/state") when call.Token == _state.Id =>
                    new(
                        await TakeAsync(JsonSerializer.Deserialize(call.Body, StateJson.Default.ClusterState)!) || Has(call.Body)
                            ? 200
                            : 409,
                        ""),
                ("POST" or "DELETE", "/double/turn") when call.Token == _state.Id => new(Turn(call.Method, call.Body) ? 200 : 409, ""),
                ("POST", "/double/join") => await LetInAsync(JsonSerializer.Deserialize(call.Body, StateJson.Default.JoinRequest)!),
                ("POST", "/double/agent") => await LetInAsync(JsonSerializer.Deserialize(call.Body, StateJson.Default.RegisterRequest)!),
                ("PUT", "/v1-k3s/token") when call.Basic == $"server:{_serverToken}" => await RotateAsync(call.Body),
                ("POST", "/double/cli") when call.Local => new(200, await _kubectl.RunAsync(call.Body.Split('\n'))),
                ("POST", "/double/agent-cli") when _state.Passwords.ContainsValue(call.Token) =>
                    call.Body.Split('\n') is [var node, .. var args] ? new(200, await _kubectl.RunAsNodeAsync(node, args)) : new(400, ""),
                _ => new(401, "Unauthorized"),
            };
        }
        catch (RefusedException refused)
        {
            return new(refused.Fatal ? 403 : 503, refused.Message);
        }
    }

    private async Task<HttpAnswer> LetInAsync(JoinRequest request)
    {
        var state = await ReadAsync();
        var reachable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in state.Members)
        {
            if (member.Name == _member || await RevisionAsync(member) >= 0)
            {
                reachable.Add(member.Name);
            }
        }
        await ChangeAsync(next => next.JoinServer(request, member => reachable.Contains(member.Name)));
        return new(200, JsonSerializer.Serialize(_state, StateJson.Default.ClusterState));
    }

    /// <summary>Changes the cluster's token; every server uses its own until it restarts.</summary>
    private async Task<HttpAnswer> RotateAsync(string body)
    {
        using var request = JsonDocument.Parse(body);
        var token = request.RootElement.GetProperty("newToken").GetString()!;
        await ChangeAsync(state => state.ServerToken = token);
        WriteCredentials();
        return new(200, "");
    }

    private async Task<HttpAnswer> LetInAsync(RegisterRequest request)
    {
        if (request.Token != _agentToken && request.Token != _serverToken)
        {
            throw new RefusedException("failed to validate token: not authorized", fatal: true);
        }
        await ChangeAsync(state => state.Register(request.Node, request.Password));
        return new(200, "");
    }
}
