using Infra.Model;

namespace Infra.Databases;

/// <summary>
/// How a time to fail over is spent. Lost are, one after the other: until the failure is seen, until the old primary's lease
/// is free or the old primary has stopped, and until a replica is promoted and the service points to it. A third each.
/// <list type="bullet">
/// <item>A process or pod that dies is seen at once; one that hangs after <see cref="ReadinessFailures"/> looks.</item>
/// <item>A lease not given back is free after <see cref="LeaseSeconds"/>; an old primary that still runs has
/// <see cref="SwitchoverDelay"/> to shut down (the operator's default is an hour, in which nobody else is promoted).</item>
/// <item>Promotion waits for the log receivers (5 s, the operator's <c>wal_receiver_timeout</c>) and replays what is left.</item>
/// </list>
/// A node that goes silent is seen by Kubernetes alone: its pods are not ready after the controller manager's grace period
/// (<see cref="K3sSpec.NodeGracePeriod"/>), and the operator waits for that (cloudnative-pg#10423, #10448). The lease runs out
/// meanwhile.
/// </summary>
public sealed record PostgresFailover
{
    /// <summary>Looks in a row without an answer, until an instance is not ready.</summary>
    public const int ReadinessFailures = 2;

    /// <summary>Looks in a row without an answer, until an instance is restarted: later than failed over.</summary>
    public const int LivenessFailures = 3;

    private readonly Duration _target;

    /// <summary>Divides the time to fail over.</summary>
    /// <param name="target">The time as described.</param>
    public PostgresFailover(Duration target)
    {
        _target = target;
        var seconds = Math.Max(target.Seconds, FailoverTime.LeastSeconds);
        ProbePeriod = Math.Clamp(seconds / 3 / ReadinessFailures, 1, 10);
        LeaseSeconds = FailoverTime.LeaseSeconds(target);
        SwitchoverDelay = seconds / 3;
        SmartShutdownTimeout = Math.Max(1, seconds / 6);
    }

    /// <summary>Seconds between two looks at an instance, and that a look may take; the operator's default is 10.</summary>
    public int ProbePeriod { get; }

    /// <summary>Seconds after which the lease of a primary that does not renew it is free; the operator's default is 15.</summary>
    public int LeaseSeconds { get; }

    /// <summary>Seconds in which a primary that cannot renew its lease stops: before anyone else can have it.</summary>
    public int RenewSeconds => LeaseSeconds * 2 / 3;

    /// <summary>Seconds between two tries for the lease.</summary>
    public int RetrySeconds => Math.Max(1, LeaseSeconds / 5);

    /// <summary>Seconds an old primary has to shut down in order; then it is stopped at once and recovers when it starts.</summary>
    public int SwitchoverDelay { get; }

    /// <summary>
    /// Seconds a stopping instance waits for its clients to leave, taking no new ones; the operator's default of 180 would be an outage.
    /// </summary>
    public int SmartShutdownTimeout { get; }

    /// <summary>
    /// Seconds an instance has to stop, the wait for its clients included: it is out of service by then, so it may write out what it has.
    /// </summary>
    public int StopDelay => SmartShutdownTimeout + 120;

    /// <summary>The longest a failure of process or pod lasts for clients, by these figures.</summary>
    public int WorstSeconds => (ProbePeriod * ReadinessFailures) + Math.Max(LeaseSeconds, SwitchoverDelay) + FailoverTime.PromotionSeconds;

    /// <summary>
    /// The longest a silent node lasts for clients, by these figures; longer where it also led the controller managers (<see
    /// cref="NodeSilence.NotReadySeconds"/>).
    /// </summary>
    /// <param name="gracePeriod">How long a node may be silent.</param>
    public int SilentNodeSeconds(Duration gracePeriod) => FailoverTime.SilentNodeSeconds(_target, gracePeriod);
}
