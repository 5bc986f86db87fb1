using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="ScheduledBackup"/>.</summary>
public sealed class ScheduledBackupSpecArgs : ResourceArgs
{
    /// <summary>Six fields: the first is the second.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>Its server.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary><c>plugin</c> or <c>volumeSnapshot</c>.</summary>
    [Input("method")]
    public Input<string>? Method { get; set; }

    /// <summary>The plugin.</summary>
    [Input("pluginConfiguration")]
    public Input<PostgresBackupPluginArgs>? PluginConfiguration { get; set; }

    /// <summary>Makes the first one at once.</summary>
    [Input("immediate")]
    public Input<bool>? Immediate { get; set; }

    /// <summary>With what the backups' objects go: <c>none</c>, <c>self</c> or <c>cluster</c>.</summary>
    [Input("backupOwnerReference")]
    public Input<string>? BackupOwnerReference { get; set; }

    /// <summary><c>primary</c> or <c>prefer-standby</c>.</summary>
    [Input("target")]
    public Input<string>? Target { get; set; }
}
