namespace Infra.SdkGenerator;

/// <summary>Paths of the repository.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Infra.sln</c>, at or above the current one.</summary>
    /// <exception cref="InvalidOperationException">The current folder is not inside the repository.</exception>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infra.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Run this inside the repository.");
    }

    /// <summary>
    /// The folder of the official listings: <c>pulumi</c> under <c>INFRA_SHARED</c>, or under <c>shared</c> beside the repository.
    /// </summary>
    public static string Listings(string root) =>
        Path.Combine(
            Environment.GetEnvironmentVariable("INFRA_SHARED") is { Length: > 0 } shared ? shared : Path.Combine(root, "..", "shared"),
            "pulumi");
}
