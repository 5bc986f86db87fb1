using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CliWrap;
using Infra.Preview.Graph;
using Infra.Tests.Lab.Hosts;

namespace Infra.Tests.Lab.Docker;

/// <summary>
/// The part of a cluster that a service needs, with the lab itself as the node: a planned Deployment has one pod, a web server that answers
/// <c>cluster</c>; the endpoint controller finds it by the planned selector; and kube-proxy leads the service's address, and its node port,
/// to the pod and to the planned addresses beside it, by rules of nftables as its own. Other objects are ignored.
/// </summary>
/// <param name="net">The lab.</param>
internal sealed class ClusterDouble(LabNet net) : IAsyncDisposable
{
    /// <summary>Address of the one service.</summary>
    public const string ServiceAddress = "10.43.0.10";

    private const string PodAddress = LabNet.Address;

    private readonly Dictionary<string, PlanValue> _objects = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly string _folder = Path.Combine(net.Folder, "pod");
    private CommandTask<CommandResult>? _pod;
    private CancellationTokenSource? _podEnd;
    private HashSet<string> _planned = [];

    /// <summary>Name of the app.</summary>
    public required string App { get; init; }

    /// <summary>Gives the service's address a way to the node's rules.</summary>
    public async Task StartAsync()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "cluster");
        await net.Space.ConfigureAsync($"route replace {ServiceAddress}/32 dev {LabNet.Bridge}");
        await SyncAsync();
    }

    /// <summary>Creates or updates a planned object.</summary>
    public async Task ApplyAsync(PlanResource resource)
    {
        var inputs = resource.Inputs;
        if (resource.Type is not ("kubernetes:core/v1:Service" or "kubernetes:discovery.k8s.io/v1:EndpointSlice"
                or "kubernetes:apps/v1:Deployment")
            || inputs.At("metadata", "name")?.Text != App)
        {
            return;
        }

        await _turn.WaitAsync();
        try
        {
            _planned.Add(resource.Type);
            _objects[resource.Type] = inputs;
            await SyncAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Deletes the objects that the last run no longer planned, as the engine does at its end.</summary>
    public async Task DeleteOthersAsync()
    {
        foreach (var type in _objects.Keys.Where(type => !_planned.Contains(type)).ToArray())
        {
            _objects.Remove(type);
        }

        _planned = [];
        await SyncAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopPodAsync();
        _end.Dispose();
        _turn.Dispose();
    }

    private async Task SyncAsync()
    {
        var deployment = _objects.GetValueOrDefault("kubernetes:apps/v1:Deployment");
        if (deployment is null)
        {
            await StopPodAsync();
        }
        else
        {
            await StartPodAsync(deployment);
        }

        await ProxyAsync(deployment);
    }

    /// <summary>Writes the rules in one transaction.</summary>
    private async Task ProxyAsync(PlanValue? deployment)
    {
        var rules = new StringBuilder("table ip services\ndelete table ip services\ntable ip services {\n");
        var (ways, refusals) = (new StringBuilder(), new StringBuilder());
        if (_objects.GetValueOrDefault("kubernetes:core/v1:Service") is { } service)
        {
            foreach (var port in service.At("spec", "ports")!.Items)
            {
                var name = port.TextOf("name");
                var ends = EndpointsOf(service, port, deployment).ToList();
                foreach (var match in Matches(port))
                {
                    if (ends.Count == 0)
                    {
                        refusals.AppendLine(CultureInfo.InvariantCulture, $"{match} reject with tcp reset");
                    }
                    else
                    {
                        var map = string.Join(", ", ends.Select((end, at) => $"{at} : {end}"));
                        var chosen = $"numgen random mod {ends.Count} map {{ {map} }}";
                        ways.AppendLine(CultureInfo.InvariantCulture, $"{match} dnat ip to {chosen}");
                    }
                }
            }
        }

        rules.AppendLine("chain own { type nat hook output priority -100;").Append(ways).AppendLine("}");
        rules.AppendLine("chain others { type nat hook prerouting priority -100;").Append(ways).AppendLine("}");
        rules.AppendLine("chain none { type filter hook output priority 0;").Append(refusals).AppendLine("}");
        rules.AppendLine("}");
        var errors = new StringBuilder();
        var ran = await Hosts.Shell.Program(net.Space.Enter[0], [.. net.Space.Enter.Skip(1), "nft", "--file", "-"])
            .WithStandardInputPipe(PipeSource.FromString(rules.ToString()))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
            .ExecuteAsync();
        Assert.True(ran.IsSuccess, $"{errors}\n{rules}");
    }

    /// <summary>The addresses that the service leads to: the pod's, where it is selected, and those of the planned slice.</summary>
    private IEnumerable<string> EndpointsOf(PlanValue service, PlanValue port, PlanValue? deployment)
    {
        var labels = deployment?.At("spec", "template", "metadata", "labels");
        var selector = service.At("spec", "selector");
        if (labels is not null && selector is not null && selector.Keys.All(key => labels.TextOf(key) == selector.TextOf(key)))
        {
            yield return $"{PodAddress} . {port["targetPort"]!.Number}";
        }

        if (_objects.GetValueOrDefault("kubernetes:discovery.k8s.io/v1:EndpointSlice") is { } slice
            && slice.At("metadata", "labels", "kubernetes.io/service-name")?.Text == App
            && slice["ports"]!.Items.FirstOrDefault(one => one.TextOf("name") == port.TextOf("name")) is { } published)
        {
            foreach (var end in slice["endpoints"]!.Items)
            {
                foreach (var address in end["addresses"]!.Items)
                {
                    yield return $"{address.Text} . {published["port"]!.Number}";
                }
            }
        }
    }

    private static IEnumerable<string> Matches(PlanValue port)
    {
        yield return $"ip daddr {ServiceAddress} tcp dport {port["port"]!.Number}";
        if (port["nodePort"] is { } node)
        {
            yield return $"ip daddr {PodAddress} tcp dport {node.Number}";
        }
    }

    private async Task StartPodAsync(PlanValue deployment)
    {
        if (_pod is not null)
        {
            return;
        }

        var port = deployment.At("spec", "template", "spec", "containers")!.Items[0]["ports"]!.Items[0]["containerPort"]!.Number;
        _podEnd = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        _pod = Hosts.Shell.Program(
            net.Space.Enter[0],
            [.. net.Space.Enter.Skip(1), "busybox", "httpd", "-f", "-p", $"{PodAddress}:{port}", "-h", _folder])
            .ExecuteAsync(_podEnd.Token);
        await net.Space.RunAsync(
            "bash", "-c", $"for i in $(seq 500); do (</dev/tcp/{PodAddress}/{port}) 2>/dev/null && exit; sleep 0.02; done; exit 1");
    }

    private async Task StopPodAsync()
    {
        if (_pod is null)
        {
            return;
        }

        await _podEnd!.CancelAsync();
        try
        {
            await _pod;
        }
        catch (OperationCanceledException)
        {
            // It ends by this alone.
        }

        _podEnd.Dispose();
        _pod.Dispose();
        (_pod, _podEnd) = (null, null);
    }
}
