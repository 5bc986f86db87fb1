using System.Text.Json;

namespace Infra.SdkGenerator;

/// <summary>The facts about one package. Types are named relative to the package's namespace.</summary>
/// <param name="Name">The package, which is its root namespace too.</param>
/// <param name="Version">The version listed; resources carry it in their options.</param>
/// <param name="Resources">The resources to offer.</param>
/// <param name="Functions">The look-ups to offer (and <c>Type.Method</c> for calls on a resource), each with its token.</param>
/// <param name="Handwritten">Types written by hand in <c>sdk/Core</c>; types that they refer to are generated nevertheless.</param>
/// <param name="Enums">The wire value of each value of an open enumeration.</param>
/// <param name="Defaults">Values that the constructor of an argument class fills in.</param>
/// <param name="Deprecated">Members marked obsolete, with the advice to show.</param>
/// <param name="SecretCollections">Lists and maps that the schema marks as secret, by type; the listing shows only single values.</param>
public sealed record PackageFacts(
    string Name,
    string Version,
    IReadOnlyDictionary<string, ResourceFacts> Resources,
    IReadOnlyDictionary<string, string> Functions,
    IReadOnlyList<string> Handwritten,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Enums,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Defaults,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Deprecated,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? SecretCollections = null);
