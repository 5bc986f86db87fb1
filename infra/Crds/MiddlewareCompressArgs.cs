using Pulumi;

namespace Infra.Crds;

/// <summary>Which answers are compressed.</summary>
public sealed class MiddlewareCompressArgs : ResourceArgs
{
    /// <summary>Content types left alone.</summary>
    [Input("excludedContentTypes")]
    public InputList<string>? ExcludedContentTypes { get; set; }
}
