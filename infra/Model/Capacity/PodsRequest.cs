namespace Infra.Model.Capacity;

/// <summary>Pods of one kind, what each of them asks for, and the nodes that may run them.</summary>
/// <param name="Name">Name of the pods, in messages.</param>
/// <param name="Pods">Number of pods.</param>
/// <param name="Each">Requests of each pod: all of its containers together.</param>
public sealed record PodsRequest(string Name, int Pods, Amount Each)
{
    /// <summary>Kind of the pods. Defaults to <see cref="PodsKind.Platform"/>.</summary>
    public PodsKind Kind { get; init; }

    /// <summary>Labels of the nodes that may run the pods. Defaults to none: any node.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the one node that may run the pods; null (default) for any.</summary>
    public string? Node { get; init; }

    /// <summary>Keys of the taints that the pods tolerate. Defaults to none.</summary>
    public IReadOnlyList<string> Tolerates { get; init; } = [];

    /// <summary>Whether each node that may run the pods has one, whatever <see cref="Pods"/> says. Defaults to false.</summary>
    public bool OnEveryNode { get; init; }

    /// <summary>Whether each of the pods needs a node of its own. Defaults to false.</summary>
    public bool Apart { get; init; }

    /// <summary>Whether the request is that of several pods, which may run on different nodes. Defaults to false.</summary>
    public bool Divisible { get; init; }

    /// <summary>Whether nothing says what the pods ask for; they are not counted. Defaults to false.</summary>
    public bool Unknown { get; init; }

    /// <summary>Most further pods that an autoscaler adds. Defaults to none.</summary>
    public int Scaled { get; init; }

    /// <summary>Pods that run beside these while a new version replaces them: its first pods, and jobs. Defaults to none.</summary>
    public IReadOnlyList<PodsRequest> Rollout { get; init; } = [];

    /// <summary>Whether a node may run the pods.</summary>
    /// <param name="node">The node.</param>
    public bool MayRunOn(NodeSpec node)
    {
        if (Node is not null && Node != node.Name)
        {
            return false;
        }

        foreach (var taint in node.Taints)
        {
            if (taint.Effect != TaintEffect.PreferNoSchedule && !Tolerates.Contains(taint.Name))
            {
                return false;
            }
        }

        return node.HasLabels(NodeLabels);
    }

    /// <summary>
    /// Number of pods that a set of nodes is asked to run: one for each node that may, where each node has one, and no more than that where
    /// each needs a node of its own, for the others have no place, whatever room there is.
    /// </summary>
    /// <param name="nodes">The nodes.</param>
    public int PodsOn(IReadOnlyList<NodeSpec> nodes)
    {
        if (!OnEveryNode && !Apart)
        {
            return Pods;
        }

        var able = 0;
        foreach (var node in nodes)
        {
            able += MayRunOn(node) ? 1 : 0;
        }

        return OnEveryNode ? able : Math.Min(Pods, able);
    }
}
