using Infra.Model;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// A stack with the app <c>api</c>, which answers <c>one</c> from Docker and <c>cluster</c> from the cluster, and callers on both sides. At
/// its end it removes its containers: all stacks of a host share its ports and the network of the names.
/// </summary>
internal sealed class BorderStack : IAsyncDisposable
{
    private const string Api = "api";
    private const string Caller = "front";

    private static readonly Uri Name = new($"http://{ClusterDouble.ServiceAddress}/");

    private readonly ClusterDouble _cluster;

    private BorderStack(ComposeStack stack, ClusterDouble cluster) => (Stack, _cluster) = (stack, cluster);

    /// <summary>The stack.</summary>
    public ComposeStack Stack { get; }

    /// <summary>Starts without apps.</summary>
    public static async Task<BorderStack> StartAsync(ComposeHosts hosts)
    {
        var stack = await hosts.StackAsync();
        var node = stack.System.Cluster.Nodes[0] with { PrivateIp = Ipv4.Parse(LabNet.Address) };
        stack.System = stack.System with
        {
            Cluster = stack.System.Cluster with { Nodes = [node] },
            Observability = new()
            {
                Prometheus = new() { RunsOn = Placement.Nowhere },
                Grafana = new() { RunsOn = Placement.Nowhere },
                Loki = new() { RunsOn = Placement.Nowhere },
                Alloy = new() { RunsOn = Placement.Nowhere },
            },
        };
#pragma warning disable CA2000 // The stack owns the double and disposes it.
        var cluster = new ClusterDouble(stack.Net) { App = Api };
#pragma warning restore CA2000
        await cluster.StartAsync();
        stack.Engine.Others = cluster.ApplyAsync;
        return new(stack, cluster);
    }

    /// <summary>Describes the app in a place, and a caller in the cluster.</summary>
    public void Describe(Placement place, string? service = null, bool works = true)
    {
        Stack.Put(
            Api,
            Api,
            app => app with
            {
                RunsOn = place,
                Args = works ? ["httpd", "-f", "-p", "8080", "-h", "/www"] : ["false"],
                Ports = [new() { Name = "http", Port = 8080, ServicePort = 80, NodePort = 30080 }],
                ReadinessProbe = new() { Period = Duration.Parse("1s") },
            },
            described => described with
            {
                Port = 18080,
                Service = service,
                Restart = works ? ComposeRestart.UnlessStopped : ComposeRestart.No,
            });
        var web = new AppSpec { Name = "web", Image = "lab/web:1", Calls = [Api] };
        Stack.System = Stack.System with { Apps = [.. Stack.System.Apps.Where(app => app.Name != web.Name), web] };
    }

    /// <summary>Describes a caller in Docker, in another project.</summary>
    public void DescribeCaller() => Stack.Put(
        Caller,
        Caller,
        app => app with
        {
            Args = ["sleep", "1000000"],
            Calls = [Api],
            Env = [new() { Name = "API", Value = "$(app:api)" }],
        });

    /// <summary>Brings everything to the described state.</summary>
    public async Task UpAsync()
    {
        (await Stack.UpAsync()).Succeeded();
        await _cluster.DeleteOthersAsync();
    }

    /// <summary>Starts to ask the app by its name in the cluster.</summary>
    public Answers KeepAsking() => Answers.Of(Stack.Net, Name);

    /// <summary>Asks once.</summary>
    public Task<string> AskAsync() => Answers.OneAsync(Stack.Net, Name);

    /// <summary>Moves the app while its name is asked, and returns who answered.</summary>
    public async Task<IEnumerable<string>> MoveAsync(Placement place, string? service = null)
    {
        Describe(place, service);
        var asking = KeepAsking();
        await UpAsync();
        return await asking.EndAsync();
    }

    /// <summary>Asks once from the caller in Docker, by its variable.</summary>
    public async Task<string> AskFromContainerAsync() => (await Stack.Docker.InsideAsync(
        $"$(docker ps --quiet --filter label=com.docker.compose.project={Stack.ProjectOf(Caller)})",
        "sh -c 'wget -q -O - http://$API/'")).Trim();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stack.System = Stack.System with { Apps = [] };
        (await Stack.UpAsync()).Succeeded();
        await _cluster.DisposeAsync();
    }
}
