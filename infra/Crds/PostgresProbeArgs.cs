using Pulumi;

namespace Infra.Crds;

/// <summary>A probe of an instance.</summary>
public sealed class PostgresProbeArgs : ResourceArgs
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
}
