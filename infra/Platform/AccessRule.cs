namespace Infra.Platform;

/// <summary>A rule of a role: what may be done with which resources of which API groups.</summary>
/// <param name="Groups">API groups; an empty word is the core one.</param>
/// <param name="Resources">Resources, in the plural.</param>
/// <param name="Verbs">What may be done.</param>
public sealed record AccessRule(string[] Groups, string[] Resources, string[] Verbs);
