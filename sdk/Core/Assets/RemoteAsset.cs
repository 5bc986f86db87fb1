namespace Pulumi;

/// <summary>A file at a URI.</summary>
public sealed class RemoteAsset : Asset
{
    /// <param name="uri">Where or what it is.</param>
    public RemoteAsset(string uri)
        : base("uri", uri)
    {
    }
}
