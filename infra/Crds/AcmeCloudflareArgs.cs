using Pulumi;

namespace Infra.Crds;

/// <summary>Access to a zone at Cloudflare.</summary>
public sealed class AcmeCloudflareArgs : ResourceArgs
{
    /// <summary>A token that may edit the zone's records.</summary>
    [Input("apiTokenSecretRef")]
    public Input<SecretKeyRefArgs>? ApiTokenSecretRef { get; set; }
}
