using Pulumi;

namespace Infra.Crds;

/// <summary>A part of a <see cref="XtraDbCluster"/> that can be left out.</summary>
public sealed class XtraDbSwitchArgs : ResourceArgs
{
    /// <summary>It is there.</summary>
    [Input("enabled", required: true)]
    public Input<bool> Enabled { get; set; } = null!;
}
