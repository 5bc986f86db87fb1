using Pulumi;

namespace Infra.Crds;

/// <summary>How many pods of a <see cref="XtraDbCluster"/> may be taken away at once.</summary>
public sealed class XtraDbDisruptionArgs : ResourceArgs
{
    /// <summary>The most.</summary>
    [Input("maxUnavailable", required: true)]
    public Input<int> MaxUnavailable { get; set; } = null!;
}
