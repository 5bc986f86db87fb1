using System.Collections.Immutable;
using Pulumi;
using CoreV1 = Pulumi.Kubernetes.Core.V1;
using StorageV1 = Pulumi.Kubernetes.Storage.V1;

namespace Infra.Parts;

/// <summary>The resources that the stack has made so far, for the parts that are made after them.</summary>
/// <param name="all">All parts of the stack, made or not.</param>
public sealed class MadeParts(IReadOnlyList<StackPart> all)
{
    private readonly Dictionary<string, IReadOnlyList<Resource>> _ready = new(StringComparer.Ordinal);

    /// <summary>All parts of the stack, made or not, for a part whose objects depend on the answers of the others.</summary>
    public IReadOnlyList<StackPart> All { get; } = all;

    /// <summary>
    /// The resources that a pod with an imported image depends on, by the image's name; empty in another stack's cluster.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<Resource>> Images { get; init; }

    /// <summary>
    /// The version of Longhorn that the stack installs, or that is installed in the cluster that it uses; empty for none.
    /// </summary>
    public required Output<string> LonghornVersion { get; set; }

    /// <summary>The namespaces that this stack makes, by name.</summary>
    public IReadOnlyDictionary<string, CoreV1.Namespace> Namespaces { get; set; } = ImmutableDictionary<string, CoreV1.Namespace>.Empty;

    /// <summary>The storage classes that this stack makes, by name; empty in another stack's cluster.</summary>
    public IReadOnlyDictionary<string, StorageV1.StorageClass> StorageClasses { get; set; } =
        ImmutableDictionary<string, StorageV1.StorageClass>.Empty;

    /// <summary>Records that a part is made.</summary>
    /// <param name="part">The part's name.</param>
    /// <param name="ready">The resources that later parts depend on.</param>
    public void Add(string part, IReadOnlyList<Resource> ready) => _ready.Add(part, ready);

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
