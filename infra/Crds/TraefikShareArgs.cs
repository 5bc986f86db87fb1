using Pulumi;

namespace Infra.Crds;

/// <summary>A service that answers requests, alone or with a share of them.</summary>
public sealed class TraefikShareArgs : ResourceArgs
{
    /// <summary>The service's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary><c>Service</c> (default) or <c>TraefikService</c>.</summary>
    [Input("kind")]
    public Input<string>? Kind { get; set; }

    /// <summary>Its namespace, where it is another than the referring object's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>Its port by name; none for a <c>TraefikService</c>.</summary>
    [Input("port")]
    public Input<string>? Port { get; set; }

    /// <summary>Its share, relative to the others.</summary>
    [Input("weight")]
    public Input<int>? Weight { get; set; }
}
