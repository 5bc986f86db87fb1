namespace Infra.Model;

/// <summary>A taint of a node.</summary>
public sealed record TaintSpec : INamed
{
    /// <summary>Key of the taint that keeps apps and databases off a server (source: 001).</summary>
    public const string ControlPlane = "node-role.kubernetes.io/control-plane";

    /// <summary>Key of the taint, e.g. <c>node-role.kubernetes.io/control-plane</c>.</summary>
    [LabelKey]
    [ReservedNames("the node controller", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
        "node.kubernetes.io/memory-pressure", "node.kubernetes.io/disk-pressure", "node.kubernetes.io/pid-pressure",
        "node.kubernetes.io/network-unavailable", "node.kubernetes.io/unschedulable", "node.cloudprovider.kubernetes.io/uninitialized")]
    public required string Name { get; init; }

    /// <summary>Value of the taint. Defaults to <c>true</c>.</summary>
    [LabelValue]
    public string Value { get; init; } = "true";

    /// <summary>Effect on pods that do not tolerate the taint. Defaults to <see cref="TaintEffect.NoSchedule"/>.</summary>
    public TaintEffect Effect { get; init; }
}
