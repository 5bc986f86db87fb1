namespace Pulumi;

/// <summary>A file on disk.</summary>
public sealed class FileAsset : Asset
{
    /// <param name="path">Path of the file.</param>
    public FileAsset(string path)
        : base("path", path)
    {
    }
}
