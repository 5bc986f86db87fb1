using Pulumi;

namespace Infra.Crds;

/// <summary>A volume of each instance.</summary>
public sealed class PostgresStorageArgs : ResourceArgs
{
    /// <summary>Its size.</summary>
    [Input("size")]
    public Input<string>? Size { get; set; }

    /// <summary>Its storage class.</summary>
    [Input("storageClass")]
    public Input<string>? StorageClass { get; set; }
}
