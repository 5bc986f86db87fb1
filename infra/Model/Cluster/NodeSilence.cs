namespace Infra.Model;

/// <summary>
/// Timings derived from <see cref="K3sSpec.NodeGracePeriod"/>. A node's heartbeat is a renewal of its lease or a change of its status; the
/// controller manager accepts either (Kubernetes, node heartbeats). k3s fixes the interval for reporting an unchanged status at five
/// minutes, so a shorter status interval alone gives no heartbeat: the lease must be renewed more often, which the kubelet does every
/// quarter of the lease's duration.
/// </summary>
public static class NodeSilence
{
    /// <summary>Shortest grace period, in the notation of the settings.</summary>
    public const string Shortest = "8s";

    /// <summary>Longest grace period, in the notation of the settings.</summary>
    public const string Longest = "5m";

    /// <summary>Shortest grace period, in seconds: heartbeats every two seconds, the interval of the controller manager.</summary>
    public const int LeastSeconds = 8;

    /// <summary>Longest grace period, in seconds: pods of a node that is not ready are evicted after another 300 seconds.</summary>
    public const int MostSeconds = 300;

    /// <summary>
    /// Seconds between two checks of the nodes by the controller manager. The default of Kubernetes is 5; source: Kubespray, "fast update
    /// and fast reaction".
    /// </summary>
    public const int MonitorSeconds = 2;

    /// <summary>Number of heartbeats in a grace period, all of which must fail (Kubernetes requires several; Kubespray allows 5).</summary>
    private const int Heartbeats = 4;

    /// <summary>Seconds between two heartbeats of a node; also the kubelet's timeout for each.</summary>
    public static int HeartbeatSeconds(Duration gracePeriod) => Math.Max(1, gracePeriod.Seconds / Heartbeats);

    /// <summary>
    /// Maximum number of seconds until the pods of a silent node are not ready. If the node also had the leading controller manager,
    /// another one takes over first (15 s lease, attempts every 2 s) and then waits for the whole grace period again.
    /// </summary>
    public static int NotReadySeconds(Duration gracePeriod) => gracePeriod.Seconds + MonitorSeconds;
}
