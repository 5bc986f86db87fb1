namespace Infra.Model.Capacity;

/// <summary>Capacity of a cluster: with all of its nodes, and without the one whose loss leaves the least.</summary>
public sealed record CapacityReport
{
    /// <summary>Fewest nodes of which one may be lost: with fewer, the cluster is lost with it.</summary>
    public const int NodesToLoseOne = 3;

    /// <summary>Names of the stacks of the cluster, its owner first; each with the phase in which its pods are counted.</summary>
    public required IReadOnlyList<string> Stacks { get; init; }

    /// <summary>Requests of the pods of all of them.</summary>
    public required IReadOnlyList<PodsRequest> Requests { get; init; }

    /// <summary>Names of the nodes whose resources are not known. With one of them, nothing else is.</summary>
    public required IReadOnlyList<string> UnknownNodes { get; init; }

    /// <summary>The cluster with all of its nodes.</summary>
    public required ClusterCapacity All { get; init; }

    /// <summary>The node whose loss leaves the least room; null where the cluster would be lost with a node.</summary>
    public NodeSpec? Lost { get; init; }

    /// <summary>The cluster without <see cref="Lost"/>; null where the cluster would be lost with a node.</summary>
    public ClusterCapacity? WithoutOne { get; init; }

    /// <summary>Room for a new version of each app, one at a time, on all nodes; the largest first.</summary>
    public required IReadOnlyList<RolloutRoom> Rollouts { get; init; }

    /// <summary>Requests of the pods that the autoscalers add at most.</summary>
    public required Amount Scaled { get; init; }

    /// <summary>Names of the pods that are not counted, as nothing says what they ask for.</summary>
    public IEnumerable<string> NotCounted => Requests.Where(static request => request.Unknown).Select(static request => request.Name);

    /// <summary>Makes the report of a cluster.</summary>
    /// <param name="systems">The systems of its stacks, the owner's first; of several, each pod is named with its stack.</param>
    /// <param name="requestsOf">Requests of the pods of a stack.</param>
    public static CapacityReport Of(IReadOnlyList<SystemSpec> systems, Func<SystemSpec, IReadOnlyList<PodsRequest>> requestsOf)
    {
        var requests = new List<PodsRequest>();
        foreach (var system in systems)
        {
            foreach (var request in requestsOf(system))
            {
                requests.Add(systems.Count == 1 ? request : request with { Name = $"{system.Stack.Name}/{request.Name}" });
            }
        }

        return Of(systems[0].Cluster, [.. systems.Select(NameOf)], requests);
    }

    /// <summary>Makes the report of a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="stacks">Names of its stacks, the owner first.</param>
    /// <param name="requests">Requests of the pods of all of them.</param>
    public static CapacityReport Of(ClusterSpec cluster, IReadOnlyList<string> stacks, IReadOnlyList<PodsRequest> requests)
    {
        string[] unknown = [.. cluster.Nodes.Where(node => !NodeCapacity.IsKnown(cluster, node)).Select(static node => node.Name)];
        var (lost, without) = unknown.Length == 0 ? Worst(cluster, requests) : default;
        var scaled = default(Amount);
        foreach (var request in requests)
        {
            scaled += request.Scaled * request.Each;
        }

        return new()
        {
            Stacks = stacks,
            Requests = requests,
            UnknownNodes = unknown,
            All = ClusterCapacity.Of(cluster.Nodes, unknown.Length == 0 ? requests : []),
            Lost = lost,
            WithoutOne = without,
            Rollouts = unknown.Length == 0 ? RolloutsOf(cluster, requests) : [],
            Scaled = scaled,
        };
    }

    private static string NameOf(SystemSpec system) =>
        system.Stack.Phase is { Length: > 0 } phase ? $"{system.Stack.Name} at {phase}" : system.Stack.Name;

    /// <summary>
    /// The node without which most memory waits, of these the one without which least is left, of these the first; null where each node is
    /// needed for the quorum.
    /// </summary>
    private static (NodeSpec? Lost, ClusterCapacity? Without) Worst(ClusterSpec cluster, IReadOnlyList<PodsRequest> requests)
    {
        if (cluster.Nodes.Count < NodesToLoseOne)
        {
            return default;
        }

        var servers = cluster.Servers().Count();
        return cluster.Nodes
            .Where(node => node.Role == NodeRole.Agent || EtcdQuorum.Tolerated(servers) > 0)
            .Select(node => (Lost: node, Without: ClusterCapacity.Of([.. cluster.Nodes.Where(other => other != node)], requests)))
            .OrderByDescending(static one => one.Without.WaitingForRoom.Sum(static waiting => waiting.Pods * waiting.Request.Each.Memory))
            .ThenBy(static one => one.Without.Left.Memory)
            .FirstOrDefault();
    }

    private static List<RolloutRoom> RolloutsOf(ClusterSpec cluster, IReadOnlyList<PodsRequest> requests)
    {
        var rollouts = new List<RolloutRoom>();
        foreach (var request in requests)
        {
            if (request.Rollout.Count == 0)
            {
                continue;
            }

            var asked = default(Amount);
            foreach (var more in request.Rollout)
            {
                asked += more.Pods * more.Each;
            }

            var waiting = PodPlacement.Waiting(cluster.Nodes, requests, request.Rollout);
            rollouts.Add(new(request.Name, asked, waiting.Any(pods => request.Rollout.Contains(pods.Request) && !pods.ForANode)));
        }

        return [.. rollouts.OrderByDescending(static rollout => rollout.Asked.Memory)];
    }
}
