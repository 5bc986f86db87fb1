using Infra.Model;

namespace Infra.Databases;

/// <summary>Folder of the archives of a cluster's servers; each incarnation of a server has a folder in it.</summary>
public static class ArchiveFolder
{
    /// <summary>Bucket and folder, without slashes at its ends.</summary>
    /// <param name="location">The described location.</param>
    /// <param name="cluster">Name of the Kubernetes cluster.</param>
    public static string Of(S3LocationSpec location, string cluster)
    {
        var folder = location.Folder.Trim('/');
        return folder.Length == 0 ? $"{location.Bucket}/{cluster}" : $"{location.Bucket}/{folder}/{cluster}";
    }
}
