namespace Pulumi;

/// <summary>A folder or archive file on disk.</summary>
public sealed class FileArchive : Archive
{
    /// <param name="path">Path of the folder or archive file.</param>
    public FileArchive(string path)
        : base("path", path)
    {
    }
}
