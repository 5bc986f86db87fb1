using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>Several services behind one name (<c>traefik.io/v1alpha1</c>).</summary>
public sealed class TraefikService(string name, TraefikServiceArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="TraefikService"/>.</summary>
public sealed class TraefikServiceArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "TraefikService")
{
    /// <summary>The services.</summary>
    [Input("spec", required: true)]
    public Input<TraefikServiceSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="TraefikService"/>.</summary>
public sealed class TraefikServiceSpecArgs : ResourceArgs
{
    /// <summary>Services with weights.</summary>
    [Input("weighted")]
    public Input<TraefikWeightedArgs>? Weighted { get; set; }
}

/// <summary>Services by weight.</summary>
public sealed class TraefikWeightedArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public InputList<TraefikShareArgs>? Services { get; set; }

    /// <summary>The setting that keeps a client on its first service.</summary>
    [Input("sticky")]
    public Input<TraefikStickyArgs>? Sticky { get; set; }
}

/// <summary>The recognition of a client.</summary>
public sealed class TraefikStickyArgs : ResourceArgs
{
    /// <summary>The cookie.</summary>
    [Input("cookie")]
    public Input<TraefikCookieArgs>? Cookie { get; set; }
}

/// <summary>The cookie of sticky sessions. Its value is a hash of the service's name.</summary>
public sealed class TraefikCookieArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>Whether it is sent over HTTPS only.</summary>
    [Input("secure")]
    public Input<bool>? Secure { get; set; }

    /// <summary>Whether it is hidden from scripts.</summary>
    [Input("httpOnly")]
    public Input<bool>? HttpOnly { get; set; }

    /// <summary><c>none</c>, <c>lax</c> or <c>strict</c>.</summary>
    [Input("sameSite")]
    public Input<string>? SameSite { get; set; }

    /// <summary>Lifetime in seconds; null until the browser is closed.</summary>
    [Input("maxAge")]
    public Input<int>? MaxAge { get; set; }

    /// <summary>The path for which it is sent.</summary>
    [Input("path")]
    public Input<string>? Path { get; set; }
}
