using Pulumi;

namespace Infra;

/// <summary>The folder of <c>Pulumi.yaml</c> and of the described systems.</summary>
public static class ProjectRoot
{
    /// <summary>Finds the root that the engine names, else the nearest folder above the program with a <c>Pulumi.yaml</c>.</summary>
    /// <exception cref="RunException">No folder has a <c>Pulumi.yaml</c>.</exception>
    public static string Find() => FromEngine() ?? Above(AppContext.BaseDirectory)
        ?? throw new RunException($"no Pulumi.yaml in or above {AppContext.BaseDirectory}; run pulumi in the project's folder");

    /// <summary>The nearest folder with a <c>Pulumi.yaml</c>, from the given one upwards; null when there is none.</summary>
    public static string? Above(string folder)
    {
        for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Pulumi.yaml")))
            {
                return directory.FullName;
            }
        }

        return null;
    }

    private static string? FromEngine()
    {
        try
        {
            return Deployment.Instance.RootDirectory is { Length: > 0 } root ? Above(root) : null;
        }
        catch (InvalidOperationException)
        {
            // An engine that names no root.
            return null;
        }
    }
}
