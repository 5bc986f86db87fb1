namespace Infra.Model;

/// <summary>A folder of a bucket with the part that writes to it.</summary>
/// <param name="Location">The folder.</param>
/// <param name="User">The part, for messages.</param>
/// <param name="IsArchive">Whether it is an archive of a database server, which makes a folder of its own inside.</param>
public sealed record BackupFolder(S3LocationSpec Location, string User, bool IsArchive)
{
    /// <summary>Whether one of the two parts would find the other's objects in its folder.</summary>
    /// <param name="other">The other folder.</param>
    public bool Overlaps(BackupFolder other) =>
        !(IsArchive && other.IsArchive)
        && Location.Bucket == other.Location.Bucket
        && Location.Regional().Host == other.Location.Regional().Host
        && (IsInside(Location.Folder, other.Location.Folder) || IsInside(other.Location.Folder, Location.Folder));

    private static bool IsInside(string folder, string parent)
    {
        var prefix = parent.TrimEnd('/');
        return prefix.Length == 0 || $"{folder.TrimEnd('/')}/".StartsWith($"{prefix}/", StringComparison.Ordinal);
    }
}
