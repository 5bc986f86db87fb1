namespace Pulumi;

/// <summary>An archive at a URI.</summary>
public sealed class RemoteArchive : Archive
{
    /// <param name="uri">Where or what it is.</param>
    public RemoteArchive(string uri)
        : base("uri", uri)
    {
    }
}
