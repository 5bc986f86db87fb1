using System.Net.Sockets;

namespace Infra.Tests.Lab.Hosts;

/// <summary>
/// A lab: hosts on a bridge, a mirror of the releases, clients. The lab has its own network namespace, so that labs with
/// the same addresses run in parallel. Disposing it ends all its processes and removes all its resources.
/// </summary>
internal sealed class LabNet : IAsyncDisposable
{
    /// <summary>Bridge between the hosts.</summary>
    public const string Bridge = "bridge0";

    /// <summary>The lab's own address in the private network.</summary>
    public const string Address = "198.18.64.254";

    /// <summary>The lab's own address in the network for SSH.</summary>
    public const string PublicAddress = "198.18.65.254";

    private readonly LabOptions _options;
    private readonly SocketsHttpHandler _handler;
    private readonly List<LabHost> _hosts = [];

    private LabNet(NetworkSpace space, KeyRing keys, LabOptions options)
    {
        (Space, Keys, _options) = (space, keys, options);
        Folder = Path.Combine(LabMachine.Folder, space.Name);
        _handler = new()
        {
            ConnectCallback = ConnectAsync,
            UseProxy = false,
            SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
        };
        Client = new(_handler) { Timeout = TimeSpan.FromSeconds(5) };
        Mirror = new(space.Listen(Address, ArtifactServer.Port), Address);
    }

    /// <summary>Network namespace of the bridge and of the lab's own addresses.</summary>
    public NetworkSpace Space { get; }

    /// <summary>SSH keys.</summary>
    public KeyRing Keys { get; }

    /// <summary>Mirror of the releases.</summary>
    public ArtifactServer Mirror { get; }

    /// <summary>Client at the lab's own addresses.</summary>
    public HttpClient Client { get; }

    /// <summary>Folder of this lab.</summary>
    public string Folder { get; }

    /// <summary>The hosts.</summary>
    public IReadOnlyList<LabHost> Hosts => _hosts;

    /// <summary>A host by the name of its node.</summary>
    public LabHost this[string name] => _hosts.Single(host => host.Name == name);

    /// <summary>Makes a lab, or skips the test where that is not possible.</summary>
    public static async Task<LabNet> CreateAsync(LabOptions? options = null)
    {
        LabMachine.Require();
        if (options?.User is not null)
        {
            LabMachine.RequireSudo();
        }
        var name = await LabMachine.NewNameAsync();
        var folder = Directory.CreateDirectory(Path.Combine(LabMachine.Folder, name)).FullName;
        if (options?.Template is { } template)
        {
            await Shell.RunAsync("cp", "-a", template + "/.", folder);
        }
        var space = await NetworkSpace.CreateAsync(name);
        await space.ConfigureAsync(
            "link set lo up",
            $"link add {Bridge} type bridge",
            $"addr add {Address}/24 dev {Bridge}",
            $"addr add {PublicAddress}/24 dev {Bridge}",
            $"link set {Bridge} up");
        return new(space, await KeyRing.SharedAsync(), options ?? new());
    }

    /// <summary>Adds a host and starts it.</summary>
    public async Task<LabHost> AddAsync(string name, int number)
    {
        var host = await LabHost.StartAsync(this, _options, name, number);
        lock (_hosts)
        {
            _hosts.Add(host);
            _hosts.Sort((a, b) => a.Number.CompareTo(b.Number));
        }
        return host;
    }

    /// <summary>Switches the hosts off and keeps their disks in a folder.</summary>
    public async Task SaveAsAsync(string template)
    {
        await Task.WhenAll(_hosts.Select(host => host.PowerOffAsync()));
        foreach (var host in _hosts)
        {
            await Shell.RunAsync("cp", "-a", Path.Combine(Folder, host.Name), template);
        }
    }

    /// <summary>Whether a host's API server answers.</summary>
    public async Task<bool> AnswersAsync(LabHost host)
    {
        try
        {
            return await Client.GetStringAsync(new Uri($"https://{host.PrivateAddress}:6443/ping")) == "pong";
        }
        // A server that goes away while a connection to it is made ends in a bare SocketException.
        catch (Exception error) when (error is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Whether a connection from one of the lab's own addresses succeeds within two seconds.</summary>
    public async Task<bool> ReachesAsync(string source, string address, int port)
    {
        using var socket = Space.OpenSocket();
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Parse(source), 0));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.ConnectAsync(address, port, limit.Token);
            return true;
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Mirror.Dispose();
        Client.Dispose();
        _handler.Dispose();
        await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));
        await LabMachine.SweepAsync(Space.Name);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = Space.OpenSocket();
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
