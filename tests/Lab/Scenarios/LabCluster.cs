using System.Diagnostics;
using System.Net.Sockets;
using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>A lab with a described cluster on it.</summary>
internal sealed class LabCluster : IAsyncDisposable
{
    /// <summary>The k3s version of a new cluster.</summary>
    public const string Version = LabSystem.Version;

    private static readonly TimeSpan UpLimit = TimeSpan.FromSeconds(90);
    private static readonly string[] ServerNames = ["one", "two", "three"];

    private LabCluster(LabNet net, EngineState? former)
    {
        Net = net;
        Engine = new(net, former);
        System = LabSystem.From(net.Mirror.Url);
    }

    /// <summary>The hosts.</summary>
    public LabNet Net { get; }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The described system, which scenarios change.</summary>
    public SystemSpec System { get; set; }

    /// <summary>Settings of k3s.</summary>
    public K3sSpec K3s
    {
        get => System.Cluster.K3s;
        set => System = System with { Cluster = System.Cluster with { K3s = value } };
    }

    /// <summary>A lab with fresh servers, named one, two, three.</summary>
    public static Task<LabCluster> OfAsync(int servers, LabOptions? options = null) => OfAsync(servers, options, former: null);

    /// <summary>A lab with hosts that exist already: servers, named one, two, three, and perhaps an agent.</summary>
    public static async Task<LabCluster> OfExistingAsync(int servers, bool agent, LabOptions options)
    {
        var cluster = await OfAsync(servers, options);
        try
        {
            if (agent)
            {
                await cluster.AddAsync(Described.Agent("agent", "198.18.64.21"));
            }
            var spec = cluster.System.Cluster;
            var nodes = await Task.WhenAll(spec.Nodes.Select(async node => node with
            {
                Address = cluster.Net[node.Name].Address,
                HostKey = (await cluster.Net.Keys.OfAsync($"{node.Name}-host-key")).Public,
                SshPort = options.SshPort,
            }));
            cluster.System = cluster.System with
            {
                Cluster = spec with { Provider = ClusterProvider.ExistingHosts, SshUser = options.User ?? ClusterSpec.Root, Nodes = nodes },
            };
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A lab with three servers on which the cluster runs.</summary>
    public static async Task<LabCluster> InstalledAsync(LabOptions? options = null)
    {
        var installed = await Installed.OnceAsync();
        var cluster = await OfAsync(3, (options ?? new()) with { Template = installed.Template }, installed.State);
        try
        {
            await cluster.ComeUpAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds nodes and their hosts, which boot at the same time.</summary>
    public async Task AddAsync(params NodeSpec[] nodes)
    {
        System = System with { Cluster = System.Cluster with { Nodes = [.. System.Cluster.Nodes, .. nodes] } };
        await Task.WhenAll(nodes.Select(node => Net.AddAsync(node.Name, int.Parse(node.PrivateIp.ToString().Split('.')[3]))));
    }

    /// <summary>Brings the hosts to the described state.</summary>
    public Task<UpResult> UpAsync(params Fault[] faults) => Engine.UpAsync(System, faults);

    /// <summary>Number of servers that report that they are ready.</summary>
    public async Task<int> CountReadyAsync() =>
        (await Task.WhenAll(Net.Hosts.Select(host => IsReadyAsync(host.PrivateAddress)))).Count(ready => ready);

    /// <summary>Lowest number of servers that were ready at the same time while an action ran.</summary>
    public async Task<int> FewestReadyDuringAsync(Task running)
    {
        var fewest = await CountReadyAsync();
        while (!running.IsCompleted)
        {
            fewest = Math.Min(fewest, await CountReadyAsync());
            await Task.Delay(100);
        }
        return fewest;
    }

    /// <summary>Command lines and environments of all processes on the hosts while an action runs.</summary>
    public async Task<IReadOnlySet<string>> CommandLinesDuringAsync(Task running)
    {
        var lines = new HashSet<string>(StringComparer.Ordinal);
        while (!running.IsCompleted)
        {
            lines.UnionWith(Net.Hosts.SelectMany(host => host.CommandLines()));
            await Task.Delay(20);
        }
        return lines;
    }

    /// <summary>Asks the double on a host.</summary>
    public async Task<string> AskAsync(string host, string question) => (await Net[host].ConsoleAsync($"k3s kubectl {question}")).Trim();

    /// <summary>Asks the double on a host; empty while it does not answer.</summary>
    public async Task<string> TryAskAsync(string host, string question)
    {
        try
        {
            return await AskAsync(host, question);
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>The identity of the cluster that a host is in.</summary>
    public Task<string> IdAsync(string host) => AskAsync(host, "double cluster-id");

    /// <summary>The members of etcd, sorted, as <c>one voter</c>.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(string host) =>
        [.. (await AskAsync(host, "double members")).Split('\n').Order(StringComparer.Ordinal)];

    /// <summary>The nodes, as <c>one server v1.34.6+k3s1 Ready</c>.</summary>
    public async Task<IReadOnlyList<string>> NodesAsync(string host) => (await AskAsync(host, "double nodes")).Split('\n');

    /// <summary>Asserts that three servers vote in one cluster and are ready.</summary>
    public async Task AssertWholeAsync(string version = Version)
    {
        Assert.Equal(["one voter", "three voter", "two voter"], await MembersAsync("three"));
        Assert.Equal(
            [$"one server {version} Ready", $"three server {version} Ready", $"two server {version} Ready"], await NodesAsync("one"));
        Assert.Single((await Task.WhenAll(Net.Hosts.Select(host => IdAsync(host.Name)))).Distinct());
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Net.DisposeAsync();

    private static async Task<LabCluster> OfAsync(int servers, LabOptions? options, EngineState? former)
    {
#pragma warning disable CA2000 // The cluster owns the hosts and disposes them.
        var cluster = new LabCluster(await LabNet.CreateAsync(options), former);
#pragma warning restore CA2000
        try
        {
            await cluster.AddAsync(
                [.. ServerNames.Take(servers).Select((name, index) => Described.Server(name, $"198.18.64.{index + 1}"))]);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every server is ready; after a timeout fails with their journals.</summary>
    private async Task ComeUpAsync()
    {
        var waited = Stopwatch.StartNew();
        while (await CountReadyAsync() < Net.Hosts.Count)
        {
            if (waited.Elapsed > UpLimit)
            {
                var journals = Net.Hosts.Select(host => $"== {host.Name}\n{host.Read("var/log/k3s.journal")}");
                Assert.Fail($"the servers are not up after {UpLimit}\n{string.Join('\n', journals)}");
            }
            await Task.Delay(50);
        }
    }

    /// <summary>Whether a server reports that it is ready.</summary>
    private async Task<bool> IsReadyAsync(string address)
    {
        try
        {
            return await Net.Client.GetStringAsync(new Uri($"https://{address}:6443/readyz")) == "ok";
        }
        // A server that stops while a connection is made causes a SocketException without a wrapper.
        catch (Exception error) when (error is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }
}
