using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// An issuer of certificates for every namespace (<c>cert-manager.io/v1</c>). Its secrets are in cert-manager's own namespace.
/// </summary>
public sealed class ClusterIssuer(string name, ClusterIssuerArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="ClusterIssuer"/>.</summary>
public sealed class ClusterIssuerArgs() : K8s.ApiExtensions.CustomResourceArgs("cert-manager.io/v1", "ClusterIssuer")
{
    /// <summary>The settings of the issuer.</summary>
    [Input("spec", required: true)]
    public Input<ClusterIssuerSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="ClusterIssuer"/>.</summary>
public sealed class ClusterIssuerSpecArgs : ResourceArgs
{
    /// <summary>An ACME authority, such as Let's Encrypt.</summary>
    [Input("acme")]
    public Input<AcmeIssuerArgs>? Acme { get; set; }
}

/// <summary>An ACME authority and the account there.</summary>
public sealed class AcmeIssuerArgs : ResourceArgs
{
    /// <summary>URL of the authority's directory.</summary>
    [Input("server", required: true)]
    public Input<string> Server { get; set; } = null!;

    /// <summary>The address for mail from the authority.</summary>
    [Input("email")]
    public Input<string>? Email { get; set; }

    /// <summary>The secret that holds the account's key; cert-manager creates it.</summary>
    [Input("privateKeySecretRef", required: true)]
    public Input<SecretKeyRefArgs> PrivateKeySecretRef { get; set; } = null!;

    /// <summary>The ways to prove control over a domain.</summary>
    [Input("solvers")]
    public InputList<AcmeSolverArgs>? Solvers { get; set; }
}

/// <summary>A secret and one of its entries.</summary>
public sealed class SecretKeyRefArgs : ResourceArgs
{
    /// <summary>The secret's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The entry; not needed where the kind defines it.</summary>
    [Input("key")]
    public Input<string>? Key { get; set; }
}

/// <summary>One way to prove control over a domain; exactly one is set.</summary>
public sealed class AcmeSolverArgs : ResourceArgs
{
    /// <summary>A file served over HTTP.</summary>
    [Input("http01")]
    public Input<AcmeHttp01Args>? Http01 { get; set; }

    /// <summary>A record in DNS.</summary>
    [Input("dns01")]
    public Input<AcmeDns01Args>? Dns01 { get; set; }
}

/// <summary>The HTTP-01 challenge.</summary>
public sealed class AcmeHttp01Args : ResourceArgs
{
    /// <summary>The Ingress that cert-manager creates for the duration of the check.</summary>
    [Input("ingress")]
    public Input<AcmeHttp01IngressArgs>? Ingress { get; set; }
}

/// <summary>The DNS-01 challenge.</summary>
public sealed class AcmeDns01Args : ResourceArgs
{
    /// <summary>A zone at Cloudflare.</summary>
    [Input("cloudflare")]
    public Input<AcmeCloudflareArgs>? Cloudflare { get; set; }
}

/// <summary>The Ingress of an HTTP-01 check.</summary>
public sealed class AcmeHttp01IngressArgs : ResourceArgs
{
    /// <summary>The class.</summary>
    [Input("ingressClassName")]
    public Input<string>? IngressClassName { get; set; }
}

/// <summary>Access to a zone at Cloudflare.</summary>
public sealed class AcmeCloudflareArgs : ResourceArgs
{
    /// <summary>A token that may edit the zone's records.</summary>
    [Input("apiTokenSecretRef")]
    public Input<SecretKeyRefArgs>? ApiTokenSecretRef { get; set; }
}
