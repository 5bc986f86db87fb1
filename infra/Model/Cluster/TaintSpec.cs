namespace Infra.Model;

/// <summary>A node taint.</summary>
public sealed record TaintSpec : INamed
{
    /// <summary>The taint that keeps apps and databases off a server (source: 001).</summary>
    public const string ControlPlane = "node-role.kubernetes.io/control-plane";

    /// <summary>The taint's key, e.g. <c>node-role.kubernetes.io/control-plane</c>.</summary>
    [LabelKey]
    public required string Name { get; init; }

    /// <summary>The taint's value. Defaults to <c>true</c>.</summary>
    [LabelValue]
    public string Value { get; init; } = "true";

    /// <summary>What happens to pods that do not tolerate it. Defaults to <see cref="TaintEffect.NoSchedule"/>.</summary>
    public TaintEffect Effect { get; init; }
}
