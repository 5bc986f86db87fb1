using Pulumi;

namespace Infra.Crds;

/// <summary>The probes of an instance.</summary>
public sealed class PostgresProbesArgs : ResourceArgs
{
    /// <summary>When it is restarted.</summary>
    [Input("liveness")]
    public Input<PostgresLivenessArgs>? Liveness { get; set; }

    /// <summary>When it gets no connections, and a primary is failed over.</summary>
    [Input("readiness")]
    public Input<PostgresProbeArgs>? Readiness { get; set; }
}
