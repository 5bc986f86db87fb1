using Pulumi;

namespace Infra.Crds;

/// <summary>A middleware by name, in the namespace of whoever refers to it.</summary>
public sealed class TraefikReferenceArgs : ResourceArgs
{
    /// <summary>The name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
