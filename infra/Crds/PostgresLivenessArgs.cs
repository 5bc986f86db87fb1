using Pulumi;

namespace Infra.Crds;

/// <summary>The liveness probe of an instance.</summary>
public sealed class PostgresLivenessArgs : ResourceArgs
{
    /// <summary>Seconds between two looks.</summary>
    [Input("periodSeconds")]
    public Input<int>? PeriodSeconds { get; set; }

    /// <summary>Seconds a look may take.</summary>
    [Input("timeoutSeconds")]
    public Input<int>? TimeoutSeconds { get; set; }

    /// <summary>Failures in a row that count.</summary>
    [Input("failureThreshold")]
    public Input<int>? FailureThreshold { get; set; }

    /// <summary>Whether a primary that reaches neither the API nor a replica is stopped.</summary>
    [Input("isolationCheck")]
    public Input<PostgresIsolationCheckArgs>? IsolationCheck { get; set; }
}
