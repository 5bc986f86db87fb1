namespace Infra.Model;

/// <summary>
/// Labels that the kubelet may be told to set on its own node; under <c>kubernetes.io</c> and <c>k8s.io</c> only a few are allowed
/// (kubelet, <c>--node-labels</c>).
/// </summary>
public sealed class NodeLabelsAttribute : LabelsAttribute
{
    private static readonly string[] Allowed =
    [
        "beta.kubernetes.io/arch", "beta.kubernetes.io/instance-type", "beta.kubernetes.io/os", "failure-domain.beta.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone", "kubernetes.io/arch", "kubernetes.io/os",
        "node.kubernetes.io/instance-type", "topology.kubernetes.io/region", "topology.kubernetes.io/zone",
    ];

    /// <inheritdoc/>
    public override bool HoldsForKey(string key) => base.HoldsForKey(key) && !IsReserved(key);

    /// <inheritdoc/>
    public override string Remedy(string value) => IsReserved(value)
        ? "use a key of your own, like node.role: the kubelet refuses that one, or sets it itself"
        : base.Remedy(value);

    private static bool IsReserved(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var domain = slash < 0 ? "" : $".{key[..slash]}";
        var isKubernetes = domain.EndsWith(".kubernetes.io", StringComparison.Ordinal)
            || domain.EndsWith(".k8s.io", StringComparison.Ordinal);
        return isKubernetes && !Allowed.Contains(key)
            && !domain.EndsWith(".node.kubernetes.io", StringComparison.Ordinal)
            && !domain.EndsWith(".kubelet.kubernetes.io", StringComparison.Ordinal);
    }
}
