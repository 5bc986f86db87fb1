using System.Reflection;

namespace Infra.SdkGenerator;

/// <summary>The contracts: <c>sdk/contracts/*.api.txt</c>, the public members that the offline SDK offers.</summary>
public static class ApiContracts
{
    /// <summary>Command that rewrites the contracts.</summary>
    public const string Command = "dotnet build sdk/Sdk.csproj && dotnet run --project sdk/generator -- contracts";

    /// <summary>Writes a contract for each package found in the assembly.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="assemblyPath">The offline SDK.</param>
    /// <returns>Lines by package.</returns>
    public static IReadOnlyDictionary<string, int> Rewrite(string root, string assemblyPath)
    {
        var folder = Path.Combine(root, "sdk", "contracts");
        Directory.CreateDirectory(folder);
        var packages = ApiDump.ByPackage(Assembly.LoadFrom(assemblyPath));
        foreach (var (package, lines) in packages)
        {
            File.WriteAllText(Path.Combine(folder, package + ".api.txt"), string.Concat(lines.Select(line => line + "\n")));
        }

        return packages.ToDictionary(p => p.Key, p => p.Value.Count, StringComparer.Ordinal);
    }
}
