using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Base backups of a <see cref="PostgresCluster"/> on a schedule (<c>postgresql.cnpg.io/v1</c>).</summary>
public sealed class ScheduledBackup(string name, ScheduledBackupArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="ScheduledBackup"/>.</summary>
public sealed class ScheduledBackupArgs() : K8s.ApiExtensions.CustomResourceArgs("postgresql.cnpg.io/v1", "ScheduledBackup")
{
    /// <summary>The desired state.</summary>
    [Input("spec", required: true)]
    public Input<ScheduledBackupSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="ScheduledBackup"/>.</summary>
public sealed class ScheduledBackupSpecArgs : ResourceArgs
{
    /// <summary>The schedule in six fields, of which the first is the second.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>The cluster.</summary>
    [Input("cluster", required: true)]
    public Input<PostgresClusterRefArgs> Cluster { get; set; } = null!;

    /// <summary><c>plugin</c> or <c>volumeSnapshot</c>.</summary>
    [Input("method")]
    public Input<string>? Method { get; set; }

    /// <summary>The plugin.</summary>
    [Input("pluginConfiguration")]
    public Input<PostgresBackupPluginArgs>? PluginConfiguration { get; set; }

    /// <summary>Whether the first backup starts at once.</summary>
    [Input("immediate")]
    public Input<bool>? Immediate { get; set; }

    /// <summary>The owner whose deletion deletes the backups' objects: <c>none</c>, <c>self</c> or <c>cluster</c>.</summary>
    [Input("backupOwnerReference")]
    public Input<string>? BackupOwnerReference { get; set; }

    /// <summary><c>primary</c> or <c>prefer-standby</c>.</summary>
    [Input("target")]
    public Input<string>? Target { get; set; }
}

/// <summary>The plugin that makes a backup.</summary>
public sealed class PostgresBackupPluginArgs : ResourceArgs
{
    /// <summary>The plugin's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
