using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// Settings of TLS (<c>traefik.io/v1alpha1</c>). The one named <c>default</c> applies to every host of the cluster, and there may be only
/// one of that name.
/// </summary>
public sealed class TlsOption(string name, TlsOptionArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="TlsOption"/>.</summary>
public sealed class TlsOptionArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "TLSOption")
{
    /// <summary>The settings.</summary>
    [Input("spec", required: true)]
    public Input<TlsOptionSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="TlsOption"/>.</summary>
public sealed class TlsOptionSpecArgs : ResourceArgs
{
    /// <summary>Oldest version, e.g. <c>VersionTLS12</c>.</summary>
    [Input("minVersion")]
    public Input<string>? MinVersion { get; set; }

    /// <summary>Whether names without a certificate are refused instead of served with Traefik's own.</summary>
    [Input("sniStrict")]
    public Input<bool>? SniStrict { get; set; }
}
