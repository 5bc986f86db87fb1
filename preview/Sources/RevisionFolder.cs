namespace Infra.Preview.Sources;

/// <summary>Temporary folder for the description of a commit. A lock tells it from one that a cut off run left.</summary>
internal sealed class RevisionFolder : IDisposable
{
    private const string Prefix = "infra-revision-";
    private const string LockName = ".lock";

    private readonly DirectoryInfo _folder;
    private readonly FileStream _taken;

    private RevisionFolder(DirectoryInfo folder)
    {
        _folder = folder;
        _taken = File.Open(Path.Combine(folder.FullName, LockName), FileMode.Create, FileAccess.Write, FileShare.None);
        Description = folder.CreateSubdirectory("project").FullName;
    }

    /// <summary>Folder for the files, empty at first.</summary>
    public string Description { get; }

    /// <summary>Creates a folder, and removes those of runs that were cut off.</summary>
    public static RevisionFolder Create()
    {
        var folder = new RevisionFolder(Directory.CreateTempSubdirectory(Prefix));
        RemoveLeftovers(folder._folder.Parent!.FullName);
        return folder;
    }

    /// <summary>Removes the folders whose lock nobody holds.</summary>
    internal static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.GetDirectories(parent, Prefix + "*"))
        {
            try
            {
                File.Open(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run is using it, or another user's is.
            }
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        _taken.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another run took it for one that was left behind.
        }
    }
}
