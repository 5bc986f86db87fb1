using Infra.Model;
using Infra.Naming;

namespace Infra.Flows;

/// <summary>The stack whose flows are derived: its pods, its namespaces and the flows found so far.</summary>
/// <param name="spec">The system, folded for the stack.</param>
/// <param name="only">The one namespace whose flows are derived; null (default) for those that the stack describes.</param>
public sealed class FlowScene(SystemSpec spec, string? only = null)
{
    private readonly HashSet<string> _own = only is null ? Names(spec.OwnNamespaces()) : new(StringComparer.Ordinal) { only };

    /// <summary>The system.</summary>
    public SystemSpec Spec { get; } = spec;

    /// <summary>The endpoints of all parts that serve metrics in the network of pods, for the part that collects them.</summary>
    public List<MetricsEndpoint> Metrics { get; } = [];

    /// <summary>The ports on which all parts serve metrics in the nodes' own network.</summary>
    public List<int> NodeMetrics { get; } = [];

    /// <summary>The flows found so far.</summary>
    public FlowList Flows { get; } = new();

    /// <summary>The namespaces that the stack makes.</summary>
    public IReadOnlyCollection<string> Own => _own;

    /// <summary>The public addresses.</summary>
    public AddressesEnd Internet { get; } = Addresses.Internet(spec.Cluster);

    /// <summary>The Kubernetes API.</summary>
    public AddressesEnd ApiServer { get; } = Addresses.ApiServer(spec.Cluster);

    /// <summary>The nodes as pods see them.</summary>
    public AddressesEnd NodesAsSource { get; } = Addresses.NodesAsSource(spec.Cluster);

    /// <summary>Adds a flow, if one of its ends is in a namespace of the stack.</summary>
    /// <param name="from">The end that opens the connections.</param>
    /// <param name="to">The end that accepts them.</param>
    /// <param name="reason">The purpose.</param>
    /// <param name="ports">The ports of <paramref name="to"/>; none for all.</param>
    public void Add(FlowEnd from, FlowEnd to, string reason, params IReadOnlyList<FlowPort> ports)
    {
        if (IsOwn(from) || IsOwn(to))
        {
            Flows.Add(from, to, reason, ports);
        }
    }

    /// <summary>Whether an end is pods in a namespace that this stack makes.</summary>
    public bool IsOwn(FlowEnd end) => end is PodsEnd { Others: null } pods && _own.Contains(pods.Namespace);

    /// <summary>The app's pods; null for an app without pods here.</summary>
    public PodsEnd? Pods(AppSpec app) =>
        RunsIn(Spec.NamespaceOf(app), app) ? PodsEnd.Of(Spec.NamespaceOf(app), app.Name, PodLabels.App(app)) : null;

    /// <summary>The job's pods; null for a job without pods here.</summary>
    public PodsEnd? Pods(AppSpec app, InitJobSpec job)
    {
        var @namespace = job.Namespace ?? Spec.NamespaceOf(app);
        return RunsIn(@namespace, app) ? PodsEnd.Named(@namespace, job.Name) : null;
    }

    /// <summary>The same pods in the other environments that live in this stack's cluster; null when there are none.</summary>
    /// <param name="namespace">The namespace in this environment; a shared one is theirs too.</param>
    /// <param name="name">The pods' name.</param>
    /// <param name="labels">The pods' labels.</param>
    public PodsEnd? Elsewhere(string @namespace, string name, IReadOnlyDictionary<string, string> labels) =>
        Spec.Guests.Count == 0 || Spec.IsShared(@namespace) ? null : new()
        {
            Namespace = string.Join('+', Spec.Guests),
            Name = name,
            Labels = labels,
            Others = new(Labels.Value(Spec.Stack.System), Labels.Value(Spec.Stack.Environment)),
        };

    /// <summary>The app of a name.</summary>
    public AppSpec? AppOf(string? name)
    {
        foreach (var app in Spec.Apps)
        {
            if (app.Name == name)
            {
                return app;
            }
        }

        return null;
    }

    /// <summary>The Docker host on which an app or a database server runs; null when it runs on none.</summary>
    /// <param name="runsOn">Place where it runs.</param>
    /// <param name="compose">Its Docker Compose service.</param>
    public AddressesEnd? DockerOf(Placement runsOn, ComposeServiceSpec? compose)
    {
        if (runsOn is not (Placement.Compose or Placement.Both) || compose is null)
        {
            return null;
        }

        return Spec.Compose.Host(compose.Host) is { } host ? Addresses.DockerHost(Spec.Cluster, host) : null;
    }

    /// <summary>Adds the flow to a bucket.</summary>
    /// <param name="from">The pods that write to the bucket.</param>
    /// <param name="location">The bucket.</param>
    /// <param name="reason">The purpose.</param>
    public void AddBucket(FlowEnd from, S3LocationSpec location, string reason) =>
        AddService(from, location.Endpoint, location.Addresses, reason);

    /// <summary>
    /// Adds the flow to a service that the program does not create: to known addresses, to pods of the cluster, or to the internet.
    /// </summary>
    /// <param name="from">The pods that use the service.</param>
    /// <param name="endpoint">The service's endpoint.</param>
    /// <param name="addresses">Its described addresses; empty for none.</param>
    /// <param name="reason">The purpose.</param>
    public void AddService(FlowEnd from, ServiceEndpoint endpoint, IReadOnlyList<Cidr> addresses, string reason)
    {
        var port = new FlowPort(endpoint.Port);
        switch (ServicePlace.Of(Spec, endpoint, addresses))
        {
            case ServicePlace.AtAddresses at:
                Add(from, new AddressesEnd { Name = $"host-{endpoint.Host}", Ranges = [.. at.Ranges.Select(Text)] }, reason, port);
                break;
            case ServicePlace.OnDockerHost on:
                Add(from, Addresses.DockerHost(Spec.Cluster, on.Host), reason, port);
                break;
            case ServicePlace.InPods { Service: var service, Namespace: var name }:
                if (AppOf(service) is { } app && Spec.NamespaceOf(app) == name && Pods(app) is { } pods)
                {
                    Add(from, pods, reason, port);
                }
                else
                {
                    // A policy sees the port of the pods, and the service may lead to another one than its own.
                    Add(from, PodsEnd.All(name), reason);
                }

                break;
            default:
                Add(from, Internet, reason, port);
                break;
        }

        static string Text(Cidr range) => range.ToString();
    }

    // In a shared namespace another environment's stack may have put the same pods.
    private bool RunsIn(string @namespace, AppSpec app) => app.OnCluster() || (Spec.Guests.Count > 0 && Spec.IsShared(@namespace));

    private static HashSet<string> Names(IEnumerable<NamespaceSpec> namespaces)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var @namespace in namespaces)
        {
            names.Add(@namespace.Name);
        }

        return names;
    }
}
