using Infra.Model;

namespace Infra.Databases;

/// <summary>
/// Division of a failover time into its three parts, a third each: until the failure is noticed; until the former primary's lease is free;
/// until a replica is promoted and the service points to it.
/// <list type="bullet">
/// <item>A failed process or pod is noticed at once; one that does not answer, after <see cref="ReadinessFailures"/> probes.</item>
/// <item>A lease that is not released is free after <see cref="LeaseSeconds"/>. A former primary that still runs keeps it until it has shut
/// down, for at most <see cref="SwitchoverDelay"/>: after a drain that is what a checkpoint takes, and only a primary that hangs needs all
/// of it.</item>
/// <item>Promotion waits for the log receivers (5 s, the operator's <c>wal_receiver_timeout</c>) and replays the rest of the log.</item>
/// </list>
/// Only Kubernetes notices a silent node: its pods are not ready after the controller manager's grace period
/// (<see cref="K3sSpec.NodeGracePeriod"/>), and the operator waits for that (cloudnative-pg#10423, #10448). The lease expires meanwhile.
/// </summary>
public sealed record PostgresFailover
{
    /// <summary>Number of consecutive failed probes after which an instance is not ready.</summary>
    public const int ReadinessFailures = 2;

    /// <summary>Number of consecutive failed probes after which an instance is restarted: later than a failover.</summary>
    public const int LivenessFailures = 3;

    /// <summary>
    /// Seconds in which a former primary shuts down cleanly, whatever the failover time; then it is stopped at once, recovers at its next
    /// start and may have to be rewound or cloned. The shutdown writes a checkpoint of all changed pages and archives the last segment of
    /// the log. The operator's default is an hour, in which no other instance is promoted.
    /// </summary>
    public const int SwitchoverDelay = 60;

    /// <summary>Seconds between two attempts of the pooler to connect to the primary.</summary>
    public const int PoolerRetry = 2;

    private readonly Duration _target;

    /// <summary>Divides a failover time.</summary>
    /// <param name="target">The described failover time.</param>
    public PostgresFailover(Duration target)
    {
        _target = target;
        var seconds = Math.Max(target.Seconds, FailoverTime.LeastSeconds);
        ProbePeriod = Math.Clamp(seconds / 3 / ReadinessFailures, 1, 10);
        LeaseSeconds = FailoverTime.LeaseSeconds(target);
        SmartShutdownTimeout = Math.Max(1, seconds / 6);
    }

    /// <summary>Seconds between two probes of an instance, and time limit of a probe; the operator's default is 10.</summary>
    public int ProbePeriod { get; }

    /// <summary>Seconds after which the lease of a primary that does not renew it is free; the operator's default is 15.</summary>
    public int LeaseSeconds { get; }

    /// <summary>Seconds in which a primary that cannot renew its lease stops: before another instance can acquire it.</summary>
    public int RenewSeconds => LeaseSeconds * 2 / 3;

    /// <summary>Seconds between two attempts to acquire the lease.</summary>
    public int RetrySeconds => Math.Max(1, LeaseSeconds / 5);

    /// <summary>
    /// Seconds that a stopping instance waits for its clients to disconnect, accepting no new ones; the operator's default of 180 would be
    /// an outage.
    /// </summary>
    public int SmartShutdownTimeout { get; }

    /// <summary>
    /// Seconds in which an instance stops, the wait for its clients included: it is out of service by then and may write a checkpoint.
    /// </summary>
    public int StopDelay => SmartShutdownTimeout + 120;

    /// <summary>Longest outage for clients after the end of a process or pod, in seconds.</summary>
    public int WorstSeconds => (ProbePeriod * ReadinessFailures) + LeaseSeconds + FailoverTime.PromotionSeconds;

    /// <summary>
    /// Longest outage for clients while a primary hangs whose instance manager still runs, in seconds: nobody may write until it has
    /// stopped.
    /// </summary>
    public int HangingSeconds => (ProbePeriod * ReadinessFailures) + SwitchoverDelay + FailoverTime.PromotionSeconds;

    /// <summary>
    /// Seconds that the pooler lets a client wait for a connection: longer than any outage with a node that still answers, so that a drain
    /// is a delay and not an error, with the time until the pooler has connected to the new primary.
    /// </summary>
    public int PoolerWaitSeconds => Math.Max(HangingSeconds, WorstSeconds) + (2 * PoolerRetry);

    /// <summary>
    /// Longest outage for clients after a node goes silent, in seconds; longer where the node also led the controller managers
    /// (<see cref="NodeSilence.NotReadySeconds"/>).
    /// </summary>
    /// <param name="gracePeriod">Time that a node may be silent.</param>
    public int SilentNodeSeconds(Duration gracePeriod) => FailoverTime.SilentNodeSeconds(_target, gracePeriod);
}
