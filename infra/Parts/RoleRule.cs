namespace Infra.Parts;

/// <summary>A rule of a role: verbs on resources of API groups.</summary>
/// <param name="Groups">API groups; an empty text is the core group.</param>
/// <param name="Resources">Resources, in the plural.</param>
/// <param name="Verbs">The allowed verbs.</param>
public sealed record RoleRule(string[] Groups, string[] Resources, string[] Verbs)
{
    /// <summary>The verbs that read.</summary>
    public static string[] Read { get; } = ["get", "list", "watch"];

    /// <summary>The verbs that write.</summary>
    public static string[] Write { get; } = ["create", "update", "patch", "delete"];
}
