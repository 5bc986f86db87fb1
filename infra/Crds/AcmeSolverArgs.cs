using Pulumi;

namespace Infra.Crds;

/// <summary>One way to show control over a domain; exactly one is set.</summary>
public sealed class AcmeSolverArgs : ResourceArgs
{
    /// <summary>A file served over HTTP.</summary>
    [Input("http01")]
    public Input<AcmeHttp01Args>? Http01 { get; set; }

    /// <summary>A record in DNS.</summary>
    [Input("dns01")]
    public Input<AcmeDns01Args>? Dns01 { get; set; }
}
