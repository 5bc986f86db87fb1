using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbClusterSpecArgs : ResourceArgs
{
    /// <summary>The operator's version, whose rules the object follows.</summary>
    [Input("crVersion", required: true)]
    public Input<string> CrVersion { get; set; } = null!;

    /// <summary>The secret with the passwords of the operator's own accounts.</summary>
    [Input("secretsName")]
    public Input<string>? SecretsName { get; set; }

    /// <summary>A larger size is passed on to the claims that exist.</summary>
    [Input("enableVolumeExpansion")]
    public Input<bool>? EnableVolumeExpansion { get; set; }

    /// <summary>How members are restarted; <c>SmartUpdate</c> takes the one that is written to last.</summary>
    [Input("updateStrategy")]
    public Input<string>? UpdateStrategy { get; set; }

    /// <summary>Whether the operator changes images by itself.</summary>
    [Input("upgradeOptions")]
    public Input<XtraDbUpgradeOptionsArgs>? UpgradeOptions { get; set; }

    /// <summary>Sizes below the safe ones.</summary>
    [Input("unsafeFlags")]
    public Input<XtraDbUnsafeFlagsArgs>? UnsafeFlags { get; set; }

    /// <summary>The container that prepares each pod.</summary>
    [Input("initContainer")]
    public Input<XtraDbInitContainerArgs>? InitContainer { get; set; }

    /// <summary>The members.</summary>
    [Input("pxc")]
    public Input<XtraDbPodsArgs>? Pxc { get; set; }

    /// <summary>The proxies.</summary>
    [Input("haproxy")]
    public Input<XtraDbPodsArgs>? HaProxy { get; set; }

    /// <summary>A sidecar that reads log files.</summary>
    [Input("logcollector")]
    public Input<XtraDbSwitchArgs>? LogCollector { get; set; }

    /// <summary>Backups and the archive of binary logs.</summary>
    [Input("backup")]
    public Input<XtraDbBackupArgs>? Backup { get; set; }
}
