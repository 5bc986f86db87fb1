using Pulumi;

namespace Infra;

/// <summary>The folder of <c>Pulumi.yaml</c>, beside which the described systems are.</summary>
public static class ProjectRoot
{
    /// <summary>The root the engine names; failing that, the nearest folder with a <c>Pulumi.yaml</c> above the program.</summary>
    /// <exception cref="RunException">There is none.</exception>
    public static string Find() => FromEngine() ?? Above(AppContext.BaseDirectory)
        ?? throw new RunException($"no Pulumi.yaml in or above {AppContext.BaseDirectory}; run pulumi in the project's folder");

    /// <summary>The nearest folder, from the given one upwards, that holds a <c>Pulumi.yaml</c>; null when none does.</summary>
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
