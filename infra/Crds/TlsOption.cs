using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// How TLS is spoken (<c>traefik.io/v1alpha1</c>). The one named <c>default</c> holds for every host of the cluster, and there may be only
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

    /// <summary>Refuses names there is no certificate for, instead of showing Traefik's own.</summary>
    [Input("sniStrict")]
    public Input<bool>? SniStrict { get; set; }
}
