using Infra.Model.Loading;

namespace Infra.Model.Consumption;

/// <summary>
/// What the program builds from which section. A described system may be ahead of the program: such sections are read
/// and validated, and the preview says which of them nothing is built from yet. Whoever builds from a section changes
/// its line here.
/// </summary>
public static class SectionUses
{
    /// <summary>All sections.</summary>
    public static IReadOnlyList<SectionUse> All { get; } =
    [
        new("name", Consumed: true),
        new("domain", Consumed: true),
        new("description", Consumed: true),
        new("environment", Consumed: true),
        new("cluster", Consumed: true),
        new("namespaces", Consumed: true),
        new("ingress.namespace", Consumed: true),
        new("ingress.traefik", Consumed: true),
        new("ingress.tls", Consumed: true),
        new("ingress.rateLimit", Consumed: true),
        new("ingress.securityHeaders", Consumed: true),
        new("ingress.compression", Consumed: true),
        new("ingress.bodyLimit", Consumed: true),
        // The share of a Docker host needs its service there: the section compose.
        new("ingress.hosts", Consumed: true),
        new("security", Consumed: true),
        new("storage", Consumed: true),
        new("databases", Consumed: true),
        // Imported ones reach the nodes; building, scanning and pushing is the pipeline's.
        new("images", Consumed: false) { BuiltFor = static spec => AreImported(spec.Images) },
        new("apps", Consumed: false),
        new("compose", Consumed: false),
        new("delivery", Consumed: false),
        new("backup", Consumed: true),
        new("observability", Consumed: false),
        new("secrets", Consumed: true),
        new("cost", Consumed: false),
    ];

    /// <summary>The sections a system describes and nothing is built from yet.</summary>
    /// <param name="result">The loaded system.</param>
    public static IReadOnlyList<string> NotConsumed(LoadResult result) =>
        result.Spec is { } spec ? [.. All.Where(use => !use.Consumed && IsWritten(spec, result.Sources, use.Name) && use.BuiltFor?.Invoke(spec) != true).Select(use => use.Name)] : [];

    private static bool AreImported(IReadOnlyList<ImageSpec> images)
    {
        for (var index = 0; index < images.Count; index++)
        {
            if (images[index].Delivery != ImageDelivery.Import)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWritten(SystemSpec spec, SourceMap sources, string section)
    {
        var dot = section.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? sources.IsWritten(spec, section) : sources.IsWritten(spec.Ingress, section[(dot + 1)..]);
    }
}
