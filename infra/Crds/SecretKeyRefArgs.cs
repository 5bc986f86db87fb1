using Pulumi;

namespace Infra.Crds;

/// <summary>A secret, and which of its entries.</summary>
public sealed class SecretKeyRefArgs : ResourceArgs
{
    /// <summary>The secret's name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>The entry; not needed where the other side knows it.</summary>
    [Input("key")]
    public Input<string>? Key { get; set; }
}
