namespace Infra.Model.Capacity;

/// <summary>Resources that nodes offer, what pods ask of them, and the pods for which no node has room.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Offered">Resources that the nodes offer to pods.</param>
/// <param name="Asked">Requests of the pods by kind.</param>
/// <param name="Waiting">Pods that wait.</param>
public sealed record ClusterCapacity(
    IReadOnlyList<NodeSpec> Nodes, Amount Offered, IReadOnlyDictionary<PodsKind, Amount> Asked, IReadOnlyList<WaitingPods> Waiting)
{
    /// <summary>Resources that are left; less than zero where the pods ask for more than there is.</summary>
    public Amount Left
    {
        get
        {
            var left = Offered;
            foreach (var asked in Asked.Values)
            {
                left -= asked;
            }

            return left;
        }
    }

    /// <summary>Pods that wait for room.</summary>
    public IEnumerable<WaitingPods> WaitingForRoom => Waiting.Where(static waiting => !waiting.ForANode);

    /// <summary>
    /// Distributes pods over nodes: first those that every node has, then those that need a node of their own, then those that the fewest
    /// nodes may run, the larger before the smaller, each on the node that is the fullest of those with room. The scheduler of Kubernetes
    /// goes by priorities and by the order in which pods come, and may leave gaps.
    /// </summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="requests">The requests of the pods.</param>
    public static ClusterCapacity Of(IReadOnlyList<NodeSpec> nodes, IReadOnlyList<PodsRequest> requests)
    {
        var offered = default(Amount);
        foreach (var node in nodes)
        {
            offered += NodeCapacity.Allocatable(node);
        }

        var asked = new Dictionary<PodsKind, Amount>();
        foreach (var request in requests)
        {
            if (request is { Unknown: false, Node: null } || nodes.Any(node => node.Name == request.Node))
            {
                asked[request.Kind] = asked.GetValueOrDefault(request.Kind) + (request.PodsOn(nodes) * request.Each);
            }
        }

        return new(nodes, offered, asked, PodPlacement.Waiting(nodes, requests));
    }
}
