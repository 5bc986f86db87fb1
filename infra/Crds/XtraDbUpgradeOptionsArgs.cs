using Pulumi;

namespace Infra.Crds;

/// <summary>Whether the operator of a <see cref="XtraDbCluster"/> changes images by itself.</summary>
public sealed class XtraDbUpgradeOptionsArgs : ResourceArgs
{
    /// <summary><c>disabled</c>, or which versions.</summary>
    [Input("apply")]
    public Input<string>? Apply { get; set; }
}
