namespace Infra.Tests.Support;

/// <summary>Paths of the repository on disk.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Infra.sln</c>.</summary>
    public static string Root { get; } = ProjectRoot.Above(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("the tests run outside the repository");

    /// <summary>A path below the root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>
    /// A path in the folder of reference data (official listings, charts, API definitions), which stays outside the
    /// project: beside it, or where <c>INFRA_SHARED</c> says. Skips the test, with the reason, where it is absent.
    /// </summary>
    public static string Reference(params string[] parts)
    {
        var shared = Environment.GetEnvironmentVariable("INFRA_SHARED") ?? Path.Combine(Path.GetDirectoryName(Root)!, "shared");
        var path = Path.Combine([shared, .. parts]);
        Skip.IfNot(System.IO.File.Exists(path) || Directory.Exists(path), $"the reference data {string.Join('/', parts)} is not available");
        return path;
    }
}
