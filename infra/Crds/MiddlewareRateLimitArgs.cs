using Pulumi;

namespace Infra.Crds;

/// <summary>A limit on the requests of one source.</summary>
public sealed class MiddlewareRateLimitArgs : ResourceArgs
{
    /// <summary>Requests a period.</summary>
    [Input("average")]
    public Input<int>? Average { get; set; }

    /// <summary>Requests at once.</summary>
    [Input("burst")]
    public Input<int>? Burst { get; set; }

    /// <summary>What one source is.</summary>
    [Input("sourceCriterion")]
    public Input<MiddlewareSourceArgs>? SourceCriterion { get; set; }
}
