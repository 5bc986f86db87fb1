namespace Infra.Tests.Schemas;

/// <summary>Available CRDs, some in several versions.</summary>
internal static class CrdCatalog
{
    private static readonly Lazy<ILookup<string, CrdFile>> Known = new(() => ReferenceData.Sets("crds")
        .SelectMany(
            set =>
                Directory.GetFiles(set, "*.yaml").Order(StringComparer.Ordinal).Select(file => CrdFile.Glance(Path.GetFileName(set), file)))
        .OfType<CrdFile>()
        .ToLookup(file => $"{file.Group}/{file.Kind}", StringComparer.Ordinal));

    /// <summary>Whether an installed CRD brings a resource such as <c>postgresql.cnpg.io/clusters</c>.</summary>
    public static bool HasResource(string resource, InstalledVersions installed) =>
        Known.Value.SelectMany(files => files)
            .Any(file =>
                installed.Brings(file.Set)
                    && resource.StartsWith($"{file.Group}/", StringComparison.Ordinal)
                    && resource == $"{file.Group}/{file.Spec.Text("names", "plural")}");

    /// <summary>
    /// Lists the CRDs that an object of a kind must match: that of the installed version, or all where that is unknown.
    /// </summary>
    public static IReadOnlyList<CrdFile> For(string group, string kind, InstalledVersions installed)
    {
        CrdFile[] all = [.. Known.Value[$"{group}/{kind}"]];
        CrdFile[] chosen = [.. all.Where(file => installed.Includes(file.Set))];
        return chosen.Length > 0 ? chosen : all;
    }
}
