using Pulumi;

namespace Infra.Crds;

/// <summary>Services by weight.</summary>
public sealed class TraefikWeightedArgs : ResourceArgs
{
    /// <summary>The services.</summary>
    [Input("services")]
    public InputList<TraefikShareArgs>? Services { get; set; }

    /// <summary>Keeps a visitor on the service first met.</summary>
    [Input("sticky")]
    public Input<TraefikStickyArgs>? Sticky { get; set; }
}
