using Pulumi;

namespace Infra.Crds;

/// <summary>What the backups of a <see cref="Schedule"/> are of.</summary>
public sealed class ScheduleTemplateArgs : ResourceArgs
{
    /// <summary>How long a backup is kept, as Go writes it.</summary>
    [Input("ttl")]
    public Input<string>? Ttl { get; set; }

    /// <summary>The backup storage location.</summary>
    [Input("storageLocation")]
    public Input<string>? StorageLocation { get; set; }

    [Input("includedNamespaces")]
    private InputList<string>? _includedNamespaces;

    /// <summary>The namespaces; <c>*</c> for all.</summary>
    public InputList<string> IncludedNamespaces
    {
        get => _includedNamespaces ??= [];
        set => _includedNamespaces = value;
    }

    [Input("includedResources")]
    private InputList<string>? _includedResources;

    /// <summary>The kinds in it; none for all.</summary>
    public InputList<string> IncludedResources
    {
        get => _includedResources ??= [];
        set => _includedResources = value;
    }

    [Input("excludedResources")]
    private InputList<string>? _excludedResources;

    /// <summary>The kinds that are left out.</summary>
    public InputList<string> ExcludedResources
    {
        get => _excludedResources ??= [];
        set => _excludedResources = value;
    }

    [Input("orLabelSelectors")]
    private InputList<ScheduleSelectorArgs>? _orLabelSelectors;

    /// <summary>Only objects that meet one of these.</summary>
    public InputList<ScheduleSelectorArgs> OrLabelSelectors
    {
        get => _orLabelSelectors ??= [];
        set => _orLabelSelectors = value;
    }

    /// <summary>Takes snapshots of volumes.</summary>
    [Input("snapshotVolumes")]
    public Input<bool>? SnapshotVolumes { get; set; }

    /// <summary>Moves the snapshots' data to the location.</summary>
    [Input("snapshotMoveData")]
    public Input<bool>? SnapshotMoveData { get; set; }

    /// <summary>Copies volumes through the file system where no snapshot is taken.</summary>
    [Input("defaultVolumesToFsBackup")]
    public Input<bool>? DefaultVolumesToFsBackup { get; set; }

    /// <summary>Time until a snapshot is ready, as Go writes it.</summary>
    [Input("csiSnapshotTimeout")]
    public Input<string>? CsiSnapshotTimeout { get; set; }

    /// <summary>Time for one volume's data, as Go writes it.</summary>
    [Input("itemOperationTimeout")]
    public Input<string>? ItemOperationTimeout { get; set; }

    /// <summary>What an object's labels must fulfil; all objects without it.</summary>
    [Input("labelSelector")]
    public Input<ScheduleSelectorArgs>? LabelSelector { get; set; }
}
