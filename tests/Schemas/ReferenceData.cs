using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>
/// The folder of official schemas (<c>download.sh</c> fills it). A test that needs it skips where it is absent as a whole, and fails where
/// it is there and lacks something.
/// </summary>
internal static class ReferenceData
{
    /// <summary>The folder; skips the test where there is none.</summary>
    public static string Root =>
        Repository.Reference("data", "kubernetes", "openapi") is { } openApi ? Path.GetDirectoryName(Path.GetDirectoryName(openApi))! : "";

    /// <summary>The folders of one kind, as `crds` or `charts`; none where there is no such kind.</summary>
    public static IReadOnlyList<string> Sets(string kind) =>
        Directory.Exists(Path.Combine(Root, kind))
            ? [.. Directory.GetDirectories(Path.Combine(Root, kind)).Order(StringComparer.Ordinal)]
            : [];
}
