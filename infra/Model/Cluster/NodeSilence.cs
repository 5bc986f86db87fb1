namespace Infra.Model;

/// <summary>
/// What follows from <see cref="K3sSpec.NodeGracePeriod"/>. A node's heartbeat is the renewal of its lease, or a changed status: either
/// will do for the controller manager (Kubernetes, node heartbeats). k3s fixes the report of an unchanged status at five minutes, so
/// that a more frequent look at the status alone is no heartbeat: the lease has to be renewed more often, which the kubelet does
/// every quarter of its length.
/// </summary>
public static class NodeSilence
{
    /// <summary>The shortest grace period, as it is written.</summary>
    public const string Shortest = "8s";

    /// <summary>The longest grace period, as it is written.</summary>
    public const string Longest = "5m";

    /// <summary>The shortest grace period: heartbeats every two seconds, the controller manager's own beat.</summary>
    public const int LeastSeconds = 8;

    /// <summary>The longest: pods of a node that is not ready are evicted after as long again.</summary>
    public const int MostSeconds = 300;

    /// <summary>Seconds between two looks of the controller manager at the nodes. Kubernetes' own is 5; source: Kubespray, "fast update and fast reaction".</summary>
    public const int MonitorSeconds = 2;

    /// <summary>Heartbeats in a grace period, all of which must fail (source: Kubernetes' flag asks for several, Kubespray allows 5).</summary>
    private const int Heartbeats = 4;

    /// <summary>Seconds between two heartbeats of a node, and that the kubelet waits for the answer to one.</summary>
    public static int HeartbeatSeconds(Duration gracePeriod) => Math.Max(1, gracePeriod.Seconds / Heartbeats);

    /// <summary>
    /// Seconds after which a silent node's pods are not ready, at most. Where the node also led the controller managers, another
    /// first takes over (15 s lease, tries every 2 s) and then grants the whole grace period anew.
    /// </summary>
    public static int NotReadySeconds(Duration gracePeriod) => gracePeriod.Seconds + MonitorSeconds;
}
