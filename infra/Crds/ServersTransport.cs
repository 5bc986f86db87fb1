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
    /// <summary>Name that a server's certificate is verified for, and with which its site is chosen (SNI).</summary>
    [Input("serverName")]
    public Input<string>? ServerName { get; set; }

    /// <summary>Authorities of the servers' certificates. Defaults to those of the system.</summary>
    [Input("rootCAs")]
    public InputList<RootCaArgs>? RootCas { get; set; }

    /// <summary>Time limits.</summary>
    [Input("forwardingTimeouts")]
    public Input<ForwardingTimeoutsArgs>? ForwardingTimeouts { get; set; }
}

/// <summary>An authority of a <see cref="ServersTransport"/>.</summary>
public sealed class RootCaArgs : ResourceArgs
{
    /// <summary>Name of a ConfigMap with the certificate under <c>ca.crt</c>.</summary>
    [Input("configMap")]
    public Input<string>? ConfigMap { get; set; }
}

/// <summary>Time limits of a <see cref="ServersTransport"/>.</summary>
public sealed class ForwardingTimeoutsArgs : ResourceArgs
{
    /// <summary>Time in which a connection must be made. Defaults to 30 seconds (Traefik).</summary>
    [Input("dialTimeout")]
    public Input<string>? DialTimeout { get; set; }
}
