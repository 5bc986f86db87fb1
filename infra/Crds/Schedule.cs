using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A scheduled backup of Velero (<c>velero.io/v1</c>), in Velero's namespace.</summary>
public sealed class Schedule(string name, ScheduleArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleArgs() : K8s.ApiExtensions.CustomResourceArgs("velero.io/v1", "Schedule")
{
    /// <summary>The schedule and the template of the backups.</summary>
    [Input("spec", required: true)]
    public Input<ScheduleSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleSpecArgs : ResourceArgs
{
    /// <summary>The schedule, in five fields.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>Whether the backups are deleted with the schedule.</summary>
    [Input("useOwnerReferencesInBackup")]
    public Input<bool>? UseOwnerReferencesInBackup { get; set; }

    /// <summary>Whether the first backup waits for the schedule.</summary>
    [Input("skipImmediately")]
    public Input<bool>? SkipImmediately { get; set; }

    /// <summary>The template of the backups.</summary>
    [Input("template", required: true)]
    public Input<ScheduleTemplateArgs> Template { get; set; } = null!;
}

/// <summary>The contents of the backups of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleTemplateArgs : ResourceArgs
{
    /// <summary>The retention of a backup, in the format of Go.</summary>
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

    /// <summary>The included kinds; none for all.</summary>
    public InputList<string> IncludedResources
    {
        get => _includedResources ??= [];
        set => _includedResources = value;
    }

    [Input("excludedResources")]
    private InputList<string>? _excludedResources;

    /// <summary>The excluded kinds.</summary>
    public InputList<string> ExcludedResources
    {
        get => _excludedResources ??= [];
        set => _excludedResources = value;
    }

    [Input("orLabelSelectors")]
    private InputList<ScheduleSelectorArgs>? _orLabelSelectors;

    /// <summary>Selectors of which an object must match one.</summary>
    public InputList<ScheduleSelectorArgs> OrLabelSelectors
    {
        get => _orLabelSelectors ??= [];
        set => _orLabelSelectors = value;
    }

    /// <summary>Whether volumes are backed up by snapshots.</summary>
    [Input("snapshotVolumes")]
    public Input<bool>? SnapshotVolumes { get; set; }

    /// <summary>Whether the data of snapshots is moved to the location.</summary>
    [Input("snapshotMoveData")]
    public Input<bool>? SnapshotMoveData { get; set; }

    /// <summary>Whether volumes without a snapshot are copied through the file system.</summary>
    [Input("defaultVolumesToFsBackup")]
    public Input<bool>? DefaultVolumesToFsBackup { get; set; }

    /// <summary>Time limit of a snapshot, in the format of Go.</summary>
    [Input("csiSnapshotTimeout")]
    public Input<string>? CsiSnapshotTimeout { get; set; }

    /// <summary>Time limit of the data of one volume, in the format of Go.</summary>
    [Input("itemOperationTimeout")]
    public Input<string>? ItemOperationTimeout { get; set; }

    /// <summary>The selector that an object must match. Defaults to all objects.</summary>
    [Input("labelSelector")]
    public Input<ScheduleSelectorArgs>? LabelSelector { get; set; }
}

/// <summary>A label selector of a <see cref="Schedule"/>.</summary>
public sealed class ScheduleSelectorArgs : ResourceArgs
{
    [Input("matchLabels")]
    private InputMap<string>? _matchLabels;

    /// <summary>Labels with these values.</summary>
    public InputMap<string> MatchLabels
    {
        get => _matchLabels ??= [];
        set => _matchLabels = value;
    }

    [Input("matchExpressions")]
    private InputList<ScheduleExpressionArgs>? _matchExpressions;

    /// <summary>Further conditions.</summary>
    public InputList<ScheduleExpressionArgs> MatchExpressions
    {
        get => _matchExpressions ??= [];
        set => _matchExpressions = value;
    }
}

/// <summary>A condition of a <see cref="ScheduleSelectorArgs"/>.</summary>
public sealed class ScheduleExpressionArgs : ResourceArgs
{
    /// <summary>The label.</summary>
    [Input("key", required: true)]
    public Input<string> Key { get; set; } = null!;

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    [Input("operator", required: true)]
    public Input<string> Operator { get; set; } = null!;

    [Input("values")]
    private InputList<string>? _values;

    /// <summary>The values of <c>In</c> and <c>NotIn</c>.</summary>
    public InputList<string> Values
    {
        get => _values ??= [];
        set => _values = value;
    }
}
