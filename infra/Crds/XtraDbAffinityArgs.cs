using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Crds;

/// <summary>How the pods of a <see cref="XtraDbCluster"/> keep apart.</summary>
public sealed class XtraDbAffinityArgs : ResourceArgs
{
    /// <summary>No two where this label of the node has the same value.</summary>
    [Input("antiAffinityTopologyKey")]
    public Input<string>? AntiAffinityTopologyKey { get; set; }

    /// <summary>Kubernetes' own form, in place of the key.</summary>
    [Input("advanced")]
    public Input<AffinityArgs>? Advanced { get; set; }
}
