using System.Collections.Immutable;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Parts;

/// <summary>The resources that the stack has made so far, for the parts that are made after them.</summary>
/// <param name="all">All parts of the stack, made or not.</param>
public sealed class MadeParts(IReadOnlyList<StackPart> all)
{
    private readonly Dictionary<string, List<Resource>> _ready = new(StringComparer.Ordinal);
    private readonly List<Resource> _controllers = [];
    private readonly Dictionary<string, List<Resource>> _moves = new(StringComparer.Ordinal);

    /// <summary>All parts of the stack, made or not, for a part whose objects depend on the answers of the others.</summary>
    public IReadOnlyList<StackPart> All { get; } = all;

    /// <summary>
    /// The resources that a pod with an imported image depends on, by the image's name; empty in another stack's cluster.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; init; }

    /// <summary>The resources that a service with a node port depends on; empty in another stack's cluster.</summary>
    public IReadOnlyList<Resource> NodePorts { get; init; } = [];

    /// <summary>
    /// The version of Longhorn that the stack installs, or that is installed in the cluster that it uses; empty for none.
    /// </summary>
    public required Output<string> LonghornVersion { get; set; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; set; } = ImmutableDictionary<string, CoreV1.Namespace>.Empty;

    /// <summary>The storage classes that this stack makes, by name; empty in another stack's cluster.</summary>
    public IReadOnlyDictionary<string, StorageV1.StorageClass> StorageClasses { get; set; } =
        ImmutableDictionary<string, StorageV1.StorageClass>.Empty;

    /// <summary>The claims of shared volumes that the stack makes, by the volume's name.</summary>
    public IReadOnlyDictionary<string, CoreV1.PersistentVolumeClaim> Claims { get; set; } =
        ImmutableDictionary<string, CoreV1.PersistentVolumeClaim>.Empty;

    /// <summary>
    /// The services of apps that the stack makes, by <c>namespace/name</c>, with the addresses of those without pods; made after the
    /// databases of the stack.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Resource>> Services { get; set; } =
        ImmutableDictionary<string, IReadOnlyList<Resource>>.Empty;

    /// <summary>The commands after which a Compose project is up, by <c>host/project</c>.</summary>
    public IDictionary<string, Resource> ComposeProjects { get; } = new Dictionary<string, Resource>(StringComparer.Ordinal);

    /// <summary>The data moves into a volume, by the volume's name, for the pods that mount it.</summary>
    public IReadOnlyList<Resource> MovesInto(string volume) => _moves.GetValueOrDefault($"into {volume}") ?? [];

    /// <summary>The data moves from a Docker host, or back to it, for what is started and removed there.</summary>
    public IReadOnlyList<Resource> MovesOf(string host) => _moves.GetValueOrDefault($"of {host}") ?? [];

    /// <summary>Records a data move.</summary>
    /// <param name="host">The Docker host.</param>
    /// <param name="volume">The volume in the cluster; null for another target.</param>
    /// <param name="move">The command that makes it.</param>
    public void AddMove(string host, string? volume, Resource move)
    {
        Add($"of {host}");
        if (volume is not null)
        {
            Add($"into {volume}");
        }

        void Add(string key)
        {
            if (!_moves.TryGetValue(key, out var known))
            {
                _moves.Add(key, known = []);
            }

            known.Add(move);
        }
    }

    /// <summary>
    /// The controllers of this stack, for every namespace to depend on: a namespace is deleted before them, while they still remove the
    /// finalizers of what is in it.
    /// </summary>
    public IReadOnlyList<Resource> Controllers => _controllers;

    /// <summary>cert-manager's component, the parent of what is made for it after the namespaces; null where this stack has none.</summary>
    public Resource? Certificates { get; set; }

    /// <summary>Records resources that a part made.</summary>
    /// <param name="part">The part's name.</param>
    /// <param name="ready">The resources that later parts depend on.</param>
    public void Add(string part, IReadOnlyList<Resource> ready)
    {
        if (!_ready.TryGetValue(part, out var known))
        {
            _ready.Add(part, known = []);
        }

        known.AddRange(ready);
    }

    /// <summary>Records the controllers that a part made.</summary>
    /// <param name="part">The part's name.</param>
    /// <param name="ready">The resources that later parts and every namespace depend on.</param>
    public void AddControllers(string part, IReadOnlyList<Resource> ready)
    {
        Add(part, ready);
        _controllers.AddRange(ready);
    }

    /// <summary>The resources of parts that a later part depends on; none of a part that this stack does not make.</summary>
    /// <param name="parts">The parts' names.</param>
    public IReadOnlyList<Resource> Ready(params IReadOnlyList<string> parts)
    {
        var ready = new List<Resource>();
        foreach (var part in parts)
        {
            if (_ready.TryGetValue(part, out var resources))
            {
                ready.AddRange(resources);
            }
        }

        return ready;
    }
}
