using Pulumi;

namespace Infra.Crds;

/// <summary>How many backups of a schedule are kept.</summary>
public sealed class XtraDbRetentionArgs : ResourceArgs
{
    /// <summary><c>count</c>.</summary>
    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    /// <summary>How many; 0 keeps all.</summary>
    [Input("count")]
    public Input<int>? Count { get; set; }

    /// <summary>The bucket's copy goes with the object.</summary>
    [Input("deleteFromStorage", required: true)]
    public Input<bool> DeleteFromStorage { get; set; } = null!;
}
