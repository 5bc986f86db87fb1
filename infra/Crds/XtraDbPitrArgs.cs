using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The archive of the binary logs of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbPitrArgs : ResourceArgs
{
    /// <summary>It is kept.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;

    /// <summary>Where; nothing else may be there.</summary>
    [Input("storageName", required: true)]
    public Input<string> StorageName { get; set; } = null!;

    /// <summary>Seconds between uploads.</summary>
    [Input("timeBetweenUploads")]
    public Input<double>? TimeBetweenUploads { get; set; }

    /// <summary>Seconds for one upload.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>What it asks for and may use.</summary>
    [Input("resources")]
    public Input<ResourceRequirementsArgs>? Resources { get; set; }
}
