using Pulumi;

namespace Infra.Crds;

/// <summary>Where a recovery stops.</summary>
public sealed class PostgresRecoveryTargetArgs : ResourceArgs
{
    /// <summary>A moment, with its zone.</summary>
    [Input("targetTime")]
    public Input<string>? TargetTime { get; set; }

    /// <summary>The base backup to begin with.</summary>
    [Input("backupID")]
    public Input<string>? BackupId { get; set; }

    /// <summary>As soon as the base backup is consistent.</summary>
    [Input("targetImmediate")]
    public Input<bool>? TargetImmediate { get; set; }
}
