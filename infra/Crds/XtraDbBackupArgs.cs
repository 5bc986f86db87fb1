using Pulumi;

namespace Infra.Crds;

/// <summary>Backups of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbBackupArgs : ResourceArgs
{
    /// <summary>The image of backups and of the archive.</summary>
    [Input("image", required: true)]
    public Input<string> Image { get; set; } = null!;

    /// <summary>When the image is pulled.</summary>
    [Input("imagePullPolicy")]
    public Input<string>? ImagePullPolicy { get; set; }

    /// <summary>Tries of one backup.</summary>
    [Input("backoffLimit")]
    public Input<int>? BackoffLimit { get; set; }

    /// <summary>The archive of binary logs.</summary>
    [Input("pitr")]
    public Input<XtraDbPitrArgs>? Pitr { get; set; }

    [Input("storages")]
    private InputMap<XtraDbStorageArgs>? _storages;

    /// <summary>Where backups go, by name.</summary>
    public InputMap<XtraDbStorageArgs> Storages
    {
        get => _storages ??= [];
        set => _storages = value;
    }

    [Input("schedule")]
    private InputList<XtraDbScheduleArgs>? _schedule;

    /// <summary>When they are made.</summary>
    public InputList<XtraDbScheduleArgs> Schedule
    {
        get => _schedule ??= [];
        set => _schedule = value;
    }
}
