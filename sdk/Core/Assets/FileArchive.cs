namespace Pulumi;

/// <summary>A folder or archive file on disk.</summary>
public sealed class FileArchive : Archive
{
    /// <param name="path">Where or what it is.</param>
    public FileArchive(string path)
        : base("path", path)
    {
    }
}
