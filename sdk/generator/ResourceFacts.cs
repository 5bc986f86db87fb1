namespace Infra.SdkGenerator;

/// <summary>The facts about one resource.</summary>
/// <param name="Token">The type token; the package name for a provider.</param>
/// <param name="Constants">Argument members that the constructor sets and that override the caller's values.</param>
/// <param name="Aliases">Older tokens under which the same object may be in the state.</param>
/// <param name="SecretOutputs">Output properties that are always secret.</param>
/// <param name="ReplaceOnChanges">Property paths whose change replaces the resource.</param>
/// <param name="Deprecated">Advice shown when the whole resource is obsolete.</param>
public sealed record ResourceFacts(
    string Token,
    IReadOnlyDictionary<string, string>? Constants = null,
    IReadOnlyList<string>? Aliases = null,
    IReadOnlyList<string>? SecretOutputs = null,
    IReadOnlyList<string>? ReplaceOnChanges = null,
    string? Deprecated = null);
