namespace Infra.Model.Capacity;

/// <summary>Distribution of pods over nodes.</summary>
internal static class PodPlacement
{
    /// <summary>The pods for which no node has room.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="requests">The requests of the pods.</param>
    /// <param name="later">Requests of pods that come when all of these have their nodes.</param>
    public static IReadOnlyList<WaitingPods> Waiting(
        IReadOnlyList<NodeSpec> nodes, IReadOnlyList<PodsRequest> requests, params IReadOnlyList<PodsRequest> later)
    {
        var rooms = new List<Room>(nodes.Count);
        var whole = default(Amount);
        foreach (var node in nodes)
        {
            rooms.Add(new(node));
            whole += NodeCapacity.Allocatable(node);
        }

        var waiting = new List<WaitingPods>();
        foreach (var (request, able) in InOrder(rooms, requests, whole).Concat(InOrder(rooms, later, whole)))
        {
            if (request.OnEveryNode)
            {
                Add(waiting, request, able.Count(room => !room.Take(request)), forANode: false);
            }
            else if (request.Divisible)
            {
                Add(waiting, request, Spread(request, able) ? 0 : 1, forANode: false);
            }
            else
            {
                var placed = 0;
                while (placed < request.Pods && Fullest(request, able) is { } room)
                {
                    room.Take(request);
                    placed++;
                }

                var withoutANode = request.Apart ? Math.Max(0, request.Pods - able.Count) : 0;
                Add(waiting, request, Math.Min(request.Pods - placed, withoutANode), forANode: true);
                Add(waiting, request, request.Pods - placed - withoutANode, forANode: false);
            }
        }

        return waiting;
    }

    private static IEnumerable<(PodsRequest Request, List<Room> Able)> InOrder(
        List<Room> rooms, IReadOnlyList<PodsRequest> requests, Amount whole) => requests
        .Where(static request => !request.Unknown)
        .Select(request => (Request: request, Able: rooms.FindAll(room => request.MayRunOn(room.Node))))
        .OrderByDescending(static entry => entry.Request.OnEveryNode)
        .ThenByDescending(static entry => entry.Request.Apart)
        .ThenBy(static entry => entry.Able.Count)
        .ThenBy(static entry => entry.Request.Divisible)
        .ThenByDescending(entry => entry.Request.Each.ShareOf(whole));

    private static Room? Fullest(PodsRequest request, List<Room> able)
    {
        Room? fullest = null;
        foreach (var room in able)
        {
            if (room.CanTake(request) && (fullest is null || room.Left.Memory < fullest.Left.Memory))
            {
                fullest = room;
            }
        }

        return fullest;
    }

    /// <summary>Gives each node as much of a request as it has room for, until nothing is left of the request.</summary>
    private static bool Spread(PodsRequest request, List<Room> able)
    {
        var rest = request.Pods * request.Each;
        foreach (var room in able)
        {
            rest -= room.TakeOf(rest);
        }

        return rest is { Cpu: <= 0, Memory: <= 0 };
    }

    private static void Add(List<WaitingPods> waiting, PodsRequest request, int pods, bool forANode)
    {
        if (pods > 0)
        {
            waiting.Add(new(request, pods, forANode));
        }
    }

    private sealed class Room(NodeSpec node)
    {
        private readonly HashSet<PodsRequest> _apart = new(ReferenceEqualityComparer.Instance);

        public NodeSpec Node { get; } = node;

        public Amount Left { get; private set; } = NodeCapacity.Allocatable(node);

        public bool CanTake(PodsRequest request) => request.Each.FitsIn(Left) && !_apart.Contains(request);

        public bool Take(PodsRequest request)
        {
            if (!CanTake(request))
            {
                return false;
            }

            Left -= request.Each;
            if (request.Apart)
            {
                _apart.Add(request);
            }

            return true;
        }

        public Amount TakeOf(Amount rest)
        {
            var taken = new Amount(Math.Min(rest.Cpu, Math.Max(0, Left.Cpu)), Math.Min(rest.Memory, Math.Max(0, Left.Memory)));
            Left -= taken;
            return taken;
        }
    }
}
