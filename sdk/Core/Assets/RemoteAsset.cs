namespace Pulumi;

/// <summary>A file at a URI.</summary>
public sealed class RemoteAsset : Asset
{
    /// <param name="uri">URI of the file.</param>
    public RemoteAsset(string uri)
        : base("uri", uri)
    {
    }
}
