using System.Diagnostics;
using Infra.Model;
using Infra.Tests.Lab.Driver;
using Infra.Tests.Lab.Hosts;
using Infra.Tests.Support;

namespace Infra.Tests.Lab.Scenarios;

/// <summary>A lab with a described cluster on it: what the scenarios have in common.</summary>
internal sealed class LabCluster : IDisposable
{
    /// <summary>The release the clusters start with.</summary>
    public const string Version = "v1.34.6+k3s1";

    private static readonly TimeSpan UpLimit = TimeSpan.FromSeconds(90);

    private LabCluster(LabNet net, SystemSpec system, EngineState? former)
    {
        Net = net;
        Engine = new(net, former);
        System = system;
    }

    /// <summary>The hosts.</summary>
    public LabNet Net { get; }

    /// <summary>The driver.</summary>
    public Engine Engine { get; }

    /// <summary>The described system; scenarios change it.</summary>
    public SystemSpec System { get; set; }

    /// <summary>k3s as described.</summary>
    public K3sSpec K3s
    {
        get => System.Cluster.K3s;
        set => System = System with { Cluster = System.Cluster with { K3s = value } };
    }

    /// <summary>A lab with so many servers, named one, two, three.</summary>
    public static async Task<LabCluster> OfAsync(int servers, LabOptions? options = null, EngineState? former = null)
    {
        var net = await LabNet.CreateAsync(options);
        try
        {
            var system = Described.StackOf("prod");
            var cluster = new LabCluster(net, system with
            {
                Cluster = system.Cluster with
                {
                    Nodes = [],
                    Network = new() { Cidr = Cidr.Parse("198.18.0.0/16"), NodeSubnet = Cidr.Parse("198.18.64.0/24"), ServerBlock = Cidr.Parse("198.18.64.0/29") },
                    K3s = system.Cluster.K3s with
                    {
                        Version = Version,
                        Artifacts = new() { BaseUrl = net.Mirror.Url, InstallScriptUrl = net.Mirror.Url + "/install.sh" },
                    },
                },
            }, former);
            foreach (var name in new[] { "one", "two", "three" }.Take(servers))
            {
                cluster.Add(Described.Server(name, $"198.18.64.{net.Hosts.Count + 1}"));
            }
            return cluster;
        }
        catch
        {
            net.Dispose();
            throw;
        }
    }

    /// <summary>A lab with hosts that exist already: so many servers, named one, two, three, and perhaps an agent.</summary>
    public static async Task<LabCluster> OfExistingAsync(int servers, bool agent, LabOptions options)
    {
        var cluster = await OfAsync(servers, options);
        try
        {
            if (agent)
            {
                cluster.Add(Described.Agent("agent", "198.18.64.21"));
            }
            var spec = cluster.System.Cluster;
            cluster.System = cluster.System with
            {
                Cluster = spec with
                {
                    Provider = ClusterProvider.ExistingHosts,
                    SshUser = options.User ?? ClusterSpec.Root,
                    Nodes = [.. spec.Nodes.Select(node => node with
                    {
                        Address = cluster.Net[node.Name].Address,
                        HostKey = cluster.Net.Keys[$"{node.Name}-host-key"].Public,
                        SshPort = options.SshPort,
                    })],
                },
            };
            return cluster;
        }
        catch
        {
            cluster.Dispose();
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
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>How many servers say that they are ready.</summary>
    public async Task<int> CountReadyAsync() => (await Task.WhenAll(Net.Hosts.Select(host => ReadyProbe.IsReadyAsync(host.PrivateAddress)))).Count(ready => ready);

    /// <summary>Waits until every server is ready; fails with their journals when that does not come.</summary>
    private async Task ComeUpAsync()
    {
        var waited = Stopwatch.StartNew();
        while (await CountReadyAsync() < Net.Hosts.Count)
        {
            if (waited.Elapsed > UpLimit)
            {
                Assert.Fail($"the servers are not up after {UpLimit}\n{string.Join('\n', Net.Hosts.Select(host => $"== {host.Name}\n{host.Read("var/log/k3s.journal")}"))}");
            }
            await Task.Delay(100);
        }
    }

    /// <summary>Adds a node and its host.</summary>
    public LabHost Add(NodeSpec node)
    {
        System = System with { Cluster = System.Cluster with { Nodes = [.. System.Cluster.Nodes, node] } };
        return Net.Add(node.Name, int.Parse(node.PrivateIp.ToString().Split('.')[3]));
    }

    /// <summary>Runs the plan.</summary>
    public Task<UpResult> UpAsync(params Fault[] faults) => Engine.UpAsync(System, faults);

    /// <summary>Asks the double on a host.</summary>
    public string Ask(string host, string question) => Net[host].Console($"k3s kubectl {question}").Trim();

    /// <summary>Asks the double on a host; empty while it does not answer.</summary>
    public string TryAsk(string host, string question)
    {
        try
        {
            return Ask(host, question);
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>The cluster's identity as a host knows it.</summary>
    public string Id(string host) => Ask(host, "double cluster-id");

    /// <summary>The members of etcd, sorted, as <c>one voter</c>.</summary>
    public IReadOnlyList<string> Members(string host) => [.. Ask(host, "double members").Split('\n').Order(StringComparer.Ordinal)];

    /// <summary>The nodes, as <c>one server v1.34.6+k3s1 Ready</c>.</summary>
    public IReadOnlyList<string> Nodes(string host) => Ask(host, "double nodes").Split('\n');

    /// <summary>Three voting servers, all ready.</summary>
    public void AssertWhole(string version = Version)
    {
        Assert.Equal(["one voter", "three voter", "two voter"], Members("three"));
        Assert.Equal([$"one server {version} Ready", $"three server {version} Ready", $"two server {version} Ready"], Nodes("one"));
        Assert.Single(Net.Hosts.Select(host => Id(host.Name)).Distinct());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Engine.Dispose();
        Net.Dispose();
    }
}
