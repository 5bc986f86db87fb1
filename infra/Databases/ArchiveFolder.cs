using Infra.Model;

namespace Infra.Databases;

/// <summary>Where the archives of a cluster's servers are; a server's own folder in it carries the server's incarnation.</summary>
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
