using Pulumi;

namespace Infra.Crds;

/// <summary>How the proxies of a <see cref="XtraDbCluster"/> see whether a member is there.</summary>
public sealed class XtraDbHealthCheckArgs : ResourceArgs
{
    /// <summary>Milliseconds between checks.</summary>
    [Input("interval")]
    public Input<int>? Interval { get; set; }

    /// <summary>Failed checks until a member is out.</summary>
    [Input("fall")]
    public Input<int>? Fall { get; set; }

    /// <summary>Good checks until it is in again.</summary>
    [Input("rise")]
    public Input<int>? Rise { get; set; }
}
