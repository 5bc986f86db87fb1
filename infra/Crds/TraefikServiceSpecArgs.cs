using Pulumi;

namespace Infra.Crds;

/// <summary>The <c>spec</c> of a <see cref="TraefikService"/>.</summary>
public sealed class TraefikServiceSpecArgs : ResourceArgs
{
    /// <summary>Requests are spread by weight.</summary>
    [Input("weighted")]
    public Input<TraefikWeightedArgs>? Weighted { get; set; }
}
