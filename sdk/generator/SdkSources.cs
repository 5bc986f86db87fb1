namespace Infra.SdkGenerator;

/// <summary>The generated part of the offline SDK, as text.</summary>
public static class SdkSources
{
    /// <summary>Generates every package.</summary>
    /// <param name="listings">The folder with the official listings, <c>Pulumi.*.api.txt</c>.</param>
    /// <returns>Content by path below <c>sdk/Generated</c>, with forward slashes, sorted.</returns>
    public static IReadOnlyDictionary<string, string> Generate(string listings)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in Facts.Load().Packages)
        {
            var writer = new PackageWriter(package, Listing.Parse(File.ReadLines(Path.Combine(listings, package.Name + ".api.txt"))));
            foreach (var (name, content) in writer.Write())
            {
                files.Add($"{writer.Folder}/{name}", content);
            }
        }

        return files;
    }
}
