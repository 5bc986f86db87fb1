using Pulumi;

namespace Infra.Crds;

/// <summary>The size of bodies.</summary>
public sealed class MiddlewareBufferingArgs : ResourceArgs
{
    /// <summary>Largest request body in bytes, a whole number.</summary>
    [Input("maxRequestBodyBytes")]
    public Input<double>? MaxRequestBodyBytes { get; set; }
}
