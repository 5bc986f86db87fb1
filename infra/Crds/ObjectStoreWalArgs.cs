using Pulumi;

namespace Infra.Crds;

/// <summary>How the log is kept.</summary>
public sealed class ObjectStoreWalArgs : ResourceArgs
{
    /// <summary>How it is compressed.</summary>
    [Input("compression")]
    public Input<string>? Compression { get; set; }

    /// <summary>Files sent or fetched at once.</summary>
    [Input("maxParallel")]
    public Input<int>? MaxParallel { get; set; }
}
