using Pulumi;
using K8s = Pulumi.Kubernetes;

namespace Infra.Crds;

/// <summary>
/// Settings of Traefik's connections to the servers of a service (<c>traefik.io/v1alpha1</c>). It has no status, so nothing waits for it.
/// </summary>
public sealed class ServersTransport(string name, ServersTransportArgs args, CustomResourceOptions? options = null)
    : K8s.ApiExtensions.CustomResource(name, args, options);

/// <summary>Inputs of a <see cref="ServersTransport"/>.</summary>
public sealed class ServersTransportArgs() : K8s.ApiExtensions.CustomResourceArgs("traefik.io/v1alpha1", "ServersTransport")
{
    /// <summary>The settings.</summary>
    [Input("spec", required: true)]
    public Input<ServersTransportSpecArgs> Spec { get; set; } = null!;
}

/// <summary>The <c>spec</c> of a <see cref="ServersTransport"/>.</summary>
public sealed class ServersTransportSpecArgs : ResourceArgs
{
    /// <summary>Time limits.</summary>
    [Input("forwardingTimeouts")]
    public Input<ForwardingTimeoutsArgs>? ForwardingTimeouts { get; set; }
}

/// <summary>Time limits of a <see cref="ServersTransport"/>.</summary>
public sealed class ForwardingTimeoutsArgs : ResourceArgs
{
    /// <summary>Time in which a connection must be made. Defaults to 30 seconds (Traefik).</summary>
    [Input("dialTimeout")]
    public Input<string>? DialTimeout { get; set; }
}
