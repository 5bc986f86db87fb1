using Pulumi;

namespace Infra.Crds;

/// <summary>The DNS-01 challenge.</summary>
public sealed class AcmeDns01Args : ResourceArgs
{
    /// <summary>A zone at Cloudflare.</summary>
    [Input("cloudflare")]
    public Input<AcmeCloudflareArgs>? Cloudflare { get; set; }
}
