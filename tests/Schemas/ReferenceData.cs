using Infra.Tests.Support;

namespace Infra.Tests.Schemas;

/// <summary>
/// Folder of official schemas, filled by <c>download.sh</c>. A test that needs it is skipped where the folder is absent, and fails where
/// the folder is incomplete.
/// </summary>
internal static class ReferenceData
{
    /// <summary>The folder; skips the test where it is absent.</summary>
    public static string Root =>
        Repository.Reference("data", "kubernetes", "openapi") is { } openApi ? Path.GetDirectoryName(Path.GetDirectoryName(openApi))! : "";

    /// <summary>Lists the folders of one kind, such as <c>crds</c> or <c>charts</c>; none for an unknown kind.</summary>
    public static IReadOnlyList<string> Sets(string kind) =>
        Directory.Exists(Path.Combine(Root, kind))
            ? [.. Directory.GetDirectories(Path.Combine(Root, kind)).Order(StringComparer.Ordinal)]
            : [];
}
