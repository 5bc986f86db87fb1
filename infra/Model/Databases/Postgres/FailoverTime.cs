namespace Infra.Model;

/// <summary>Division of PostgreSQL's failover time, shared by rules and components.</summary>
public static class FailoverTime
{
    /// <summary>Shortest failover time, in seconds: below it, a slow answer would count as a failure.</summary>
    public const int LeastSeconds = 15;

    /// <summary>
    /// Seconds of a promotion: the receivers of the log stop (5 s, the operator's <c>wal_receiver_timeout</c>), the service's endpoints
    /// follow.
    /// </summary>
    public const int PromotionSeconds = 8;

    /// <summary>
    /// Seconds after which the lease of a primary that does not renew it is free; a third of the time to fail over, and at most the
    /// operator's default of 15.
    /// </summary>
    /// <param name="failover">The described failover time.</param>
    public static int LeaseSeconds(Duration failover) => Math.Clamp(Math.Max(failover.Seconds, LeastSeconds) / 3, 5, 15);

    /// <summary>
    /// Seconds in which a replica takes over from a primary whose node goes silent: until its pods are not ready, the rest of its
    /// lease, and the promotion.
    /// </summary>
    /// <param name="failover">The described failover time.</param>
    /// <param name="gracePeriod">Time that a node may be silent.</param>
    public static int SilentNodeSeconds(Duration failover, Duration gracePeriod) =>
        Math.Max(NodeSilence.NotReadySeconds(gracePeriod), LeaseSeconds(failover)) + PromotionSeconds;
}
