namespace Pulumi;

/// <summary>An archive at a URI.</summary>
public sealed class RemoteArchive : Archive
{
    /// <param name="uri">URI of the archive.</param>
    public RemoteArchive(string uri)
        : base("uri", uri)
    {
    }
}
