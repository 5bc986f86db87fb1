using Infra.Model;
using Infra.Naming;

namespace Infra.Platform.Flows;

/// <summary>A stack while its flows are derived: what runs where, and whose namespaces are its own.</summary>
/// <param name="spec">The system, folded for the stack.</param>
internal sealed class FlowScene(SystemSpec spec)
{
    private readonly HashSet<string> _own = Names(spec.OwnNamespaces());

    /// <summary>The system.</summary>
    public SystemSpec Spec { get; } = spec;

    /// <summary>The flows so far.</summary>
    public FlowList Flows { get; } = new();

    /// <summary>The namespaces that the stack makes.</summary>
    public IReadOnlyCollection<string> Own => _own;

    /// <summary>The public addresses.</summary>
    public AddressesEnd Internet { get; } = Addresses.Internet(spec.Cluster);

    /// <summary>The Kubernetes API.</summary>
    public AddressesEnd ApiServer { get; } = Addresses.ApiServer(spec.Cluster);

    /// <summary>The nodes as pods see them.</summary>
    public AddressesEnd NodesAsSource { get; } = Addresses.NodesAsSource(spec.Cluster);

    /// <summary>Adds a flow, if one of its ends is the stack's.</summary>
    public void Add(FlowEnd from, FlowEnd to, string reason, params IReadOnlyList<FlowPort> ports)
    {
        if (IsOwn(from) || IsOwn(to))
        {
            Flows.Add(from, to, reason, ports);
        }
    }

    /// <summary>Pods in a namespace that this stack makes.</summary>
    public bool IsOwn(FlowEnd end) => end is PodsEnd { Others: null } pods && _own.Contains(pods.Namespace);

    /// <summary>The app's namespace.</summary>
    public string SpaceOf(AppSpec app) => app.Namespace ?? Spec.Environment.Namespace;

    /// <summary>The app's pods; null for one without any here.</summary>
    public PodsEnd? Pods(AppSpec app) => app.Kind != WorkloadKind.Database && RunsIn(SpaceOf(app), app) ? End(SpaceOf(app), app.Name, PodLabels.App(app)) : null;

    /// <summary>The job's pods; null for one without any here.</summary>
    public PodsEnd? Pods(AppSpec app, InitJobSpec job)
    {
        var space = job.Namespace ?? SpaceOf(app);
        return RunsIn(space, app) ? End(space, job.Name, PodLabels.Named(job.Name)) : null;
    }

    /// <summary>The same pods in the other environments that live in this stack's cluster; null when there are none.</summary>
    /// <param name="space">The namespace in this environment; a shared one is theirs too.</param>
    /// <param name="name">The pods' name.</param>
    /// <param name="labels">The pods' labels.</param>
    public PodsEnd? Elsewhere(string space, string name, IReadOnlyDictionary<string, string> labels) =>
        Spec.Guests.Count == 0 || Spec.IsShared(space) ? null : new()
        {
            Namespace = string.Join('+', Spec.Guests),
            Name = name,
            Labels = labels,
            Others = new(Labels.Value(Spec.Stack.System), Labels.Value(Spec.Stack.Environment)),
        };

    /// <summary>The app of a name.</summary>
    public AppSpec? AppOf(string name)
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

    /// <summary>The Docker host on which an app runs; null when it runs on none.</summary>
    public AddressesEnd? DockerOf(AppSpec app)
    {
        if (app.RunsOn is not (Placement.Compose or Placement.Both) || app.Compose is null)
        {
            return null;
        }

        foreach (var host in Spec.Compose.Hosts)
        {
            if (host.Name == app.Compose.Host)
            {
                return Addresses.DockerHost(Spec.Cluster, host);
            }
        }

        return null;
    }

    /// <summary>Where backups in a bucket go: to the internet, or to the address that the endpoint names.</summary>
    public void AddBucket(FlowEnd from, S3LocationSpec location, string reason)
    {
        var colon = location.Endpoint.LastIndexOf(':');
        var port = colon >= 0 && int.TryParse(location.Endpoint.AsSpan(colon + 1), out var number) ? number : 443;
        FlowEnd to = Ipv4.TryParse(colon < 0 ? location.Endpoint : location.Endpoint[..colon], out var address)
            ? new AddressesEnd { Name = $"bucket-{location.Bucket}", Ranges = [$"{address}/32"] }
            : Internet;
        Add(from, to, reason, new FlowPort(port));
    }

    /// <summary>A namespace's pods.</summary>
    public static PodsEnd End(string space, string name, IReadOnlyDictionary<string, string> labels) => new() { Namespace = space, Name = name, Labels = labels };

    // In a shared namespace another environment's stack may have put the same pods.
    private bool RunsIn(string space, AppSpec app) => app.OnCluster() || (Spec.Guests.Count > 0 && Spec.IsShared(space));

    private static HashSet<string> Names(IEnumerable<NamespaceSpec> spaces)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var space in spaces)
        {
            names.Add(space.Name);
        }

        return names;
    }
}
