using Pulumi;

namespace Infra.Crds;

/// <summary>How base backups are kept.</summary>
public sealed class ObjectStoreDataArgs : ResourceArgs
{
    /// <summary>How they are compressed.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>Uploads at once.</summary>
    [Input("jobs")]
    public Input<int>? Jobs { get; set; }
}
