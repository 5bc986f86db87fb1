namespace Infra.Model;

/// <summary>The sections of a described system, in the order in which they are documented.</summary>
public static class SystemSections
{
    private const string Ingress = "ingress.";

    /// <summary>Names of the sections: keys of <c>system.yaml</c>; each part of <c>ingress</c> separately, joined by a dot.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "name", "domain", "description", "environment", "cluster", "namespaces",
        $"{Ingress}namespace", $"{Ingress}traefik", $"{Ingress}tls", $"{Ingress}rateLimit", $"{Ingress}securityHeaders",
            $"{Ingress}compression", $"{Ingress}bodyLimit", $"{Ingress}authentication", $"{Ingress}hosts",
        "security", "storage", "databases", "images", "apps", "workspaces", "compose", "delivery", "backup", "observability",
        "secrets", "cost",
    ];

    /// <summary>Whether a system's files contain a section.</summary>
    /// <param name="spec">The system.</param>
    /// <param name="sources">Positions of what was written.</param>
    /// <param name="section">The section's name.</param>
    public static bool IsWritten(SystemSpec spec, SourceMap sources, string section) =>
        section.StartsWith(Ingress, StringComparison.Ordinal)
        ? sources.IsWritten(spec.Ingress, section[Ingress.Length..])
        : sources.IsWritten(spec, section);
}
