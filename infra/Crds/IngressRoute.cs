using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>A route of requests to services (<c>traefik.io/v1alpha1</c>). It has no status, so nothing waits for it.</summary>
public sealed class IngressRoute(string name, IngressRouteArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "IngressRoute")
{
    /// <summary>The routes.</summary>
    [Input("spec", required: true)]
    public Input<IngressRouteSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteSpecArgs : ResourceArgs
{
    /// <summary>Traefik's entry points that serve the route.</summary>
    [Input("entryPoints")]
    public InputList<string>? EntryPoints { get; set; }

    /// <summary>The rules.</summary>
    [Input("routes", required: true)]
    public InputList<IngressRouteRuleArgs> Routes { get; set; } = null!;

    /// <summary>TLS; null for plain HTTP.</summary>
    [Input("tls")]
    public Input<IngressRouteTlsArgs>? Tls { get; set; }
}

/// <summary>A rule of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteRuleArgs : ResourceArgs
{
    /// <summary>The kind, always <c>Rule</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>The matcher of the requests, in the syntax of Traefik 3.</summary>
    [Input("match", required: true)]
    public Input<string> Match { get; set; } = null!;

    /// <summary>The priority among the rules that match; null for the length of the matcher.</summary>
    [Input("priority")]
    public Input<int>? Priority { get; set; }

    /// <summary>The middlewares, in order.</summary>
    [Input("middlewares")]
    public InputList<TraefikReferenceArgs>? Middlewares { get; set; }

    /// <summary>The services that answer.</summary>
    [Input("services")]
    public InputList<TraefikShareArgs>? Services { get; set; }
}

/// <summary>TLS of an <see cref="IngressRoute"/>.</summary>
public sealed class IngressRouteTlsArgs : ResourceArgs
{
    /// <summary>The secret with the certificate, in the route's namespace.</summary>
    [Input("secretName")]
    public Input<string>? SecretName { get; set; }
}

/// <summary>A middleware by name, in the namespace of the referring object.</summary>
public sealed class TraefikReferenceArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}

/// <summary>A service that answers all requests, or a share of them.</summary>
public sealed class TraefikShareArgs : ResourceArgs
{
    /// <summary>The service's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>Service</c> (default) or <c>TraefikService</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>The namespace, where it differs from the referring object's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>The port by name or number; none for a <c>TraefikService</c>.</summary>
    [Input("port")]
    public InputUnion<int, string>? Port { get; set; }

    /// <summary>The weight, relative to the other services.</summary>
    [Input("weight")]
    public Input<int>? Weight { get; set; }

    /// <summary>Whether the request keeps the host that the visitor asked for. Defaults to true (Traefik).</summary>
    [Input("passHostHeader")]
    public Input<bool>? PassHostHeader { get; set; }

    /// <summary><c>https</c> for a service that is reached by it; null for plain HTTP, unless its port says otherwise.</summary>
    [Input("scheme")]
    public Input<string>? Scheme { get; set; }

    /// <summary>Name of a <see cref="ServersTransport"/> in the namespace of the referring object; null for Traefik's own one.</summary>
    [Input("serversTransport")]
    public Input<string>? ServersTransport { get; set; }
}
