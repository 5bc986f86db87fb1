using Pulumi;

namespace Infra.Crds;

/// <summary>The primary's lease.</summary>
public sealed class PostgresLeaseArgs : ResourceArgs
{
    /// <summary>Seconds after which a lease that was not renewed is free.</summary>
    [Input("leaseDurationSeconds")]
    public Input<int>? LeaseDurationSeconds { get; set; }

    /// <summary>Seconds in which a primary that cannot renew it stops; fewer than the duration.</summary>
    [Input("renewDeadlineSeconds")]
    public Input<int>? RenewDeadlineSeconds { get; set; }

    /// <summary>Seconds between two tries to get it.</summary>
    [Input("retryPeriodSeconds")]
    public Input<int>? RetryPeriodSeconds { get; set; }
}
