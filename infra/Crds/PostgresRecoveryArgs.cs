using Pulumi;

namespace Infra.Crds;

/// <summary>A cluster made from an archive.</summary>
public sealed class PostgresRecoveryArgs : ResourceArgs
{
    /// <summary>The external cluster whose archive is read.</summary>
    [Input("source", required: true)]
    public Input<string> Source { get; set; } = null!;

    /// <summary>Where to stop; the end of the archive without it.</summary>
    [Input("recoveryTarget")]
    public Input<PostgresRecoveryTargetArgs>? RecoveryTarget { get; set; }
}
