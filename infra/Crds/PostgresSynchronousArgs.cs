using Pulumi;

namespace Infra.Crds;

/// <summary>Which replicas a commit waits for.</summary>
public sealed class PostgresSynchronousArgs : ResourceArgs
{
    /// <summary><c>any</c> of them, or the <c>first</c> in order.</summary>
    [Input("method", required: true)]
    public Input<string> Method { get; set; } = null!;

    /// <summary>How many.</summary>
    [Input("number", required: true)]
    public Input<int> Number { get; set; } = null!;

    /// <summary><c>required</c> stops writing without them, <c>preferred</c> goes on.</summary>
    [Input("dataDurability")]
    public Input<string>? DataDurability { get; set; }

    /// <summary>Fails over only when a replica surely has every confirmed commit.</summary>
    [Input("failoverQuorum")]
    public Input<bool>? FailoverQuorum { get; set; }
}
