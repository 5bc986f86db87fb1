using Pulumi;

namespace Infra.Crds;

/// <summary>A scheduled backup of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbScheduleArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>When, in five fields, UTC.</summary>
    [Input("schedule", required: true)]
    public Input<string> Schedule { get; set; } = null!;

    /// <summary>Where it goes.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>How many are kept.</summary>
    [Input("retention")]
    public Input<XtraDbRetentionArgs>? Retention { get; set; }
}
