using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>The volume of each member of a <see cref="XtraDbCluster"/>.</summary>
public sealed class XtraDbVolumeArgs : ResourceArgs
{
    /// <summary>The claim.</summary>
    [Input("persistentVolumeClaim", required: true)]
    public Input<PersistentVolumeClaimSpecArgs> PersistentVolumeClaim { get; set; } = null!;
}
