namespace Pulumi;

/// <summary>A file on disk.</summary>
public sealed class FileAsset : Asset
{
    /// <param name="path">Where or what it is.</param>
    public FileAsset(string path)
        : base("path", path)
    {
    }
}
